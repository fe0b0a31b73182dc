//! The names of months and weekdays in seven languages, as people write them; no other file spells one.

/// The names of one language.
///
/// The first spelling in each list is the full one, as it stands beside a day ("8 сентября"); the others are
/// read but never written. Letter case, accents and points of vocalisation are ignored in reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Names {
    /// The language, a BCP 47 tag.
    pub tag: &'static str,
    /// January to December.
    pub months: [&'static [&'static str]; 12],
    /// Monday to Sunday.
    pub weekdays: [&'static [&'static str]; 7],
}

impl Names {
    /// The full name of a month, 1 to 12; `None` for any other number.
    pub fn month(&self, month: u8) -> Option<&'static str> {
        let list = self.months.get(usize::from(month).checked_sub(1)?)?;
        list.first().copied()
    }

    /// The full name of a weekday, Monday 0 to Sunday 6; `None` for any other number.
    pub fn weekday(&self, weekday: u8) -> Option<&'static str> {
        let list = self.weekdays.get(usize::from(weekday))?;
        list.first().copied()
    }
}

/// Every language dates are read in. No spelling names two different months, in one language or in two.
pub const LANGUAGES: [&Names; 7] = [&ENGLISH, &ARABIC, &FRENCH, &SPANISH, &RUSSIAN, &UKRAINIAN, &GERMAN];

/// Words that may stand in a date and say nothing: "the 8th of September", "8 сентября 2016 г.", "٨ سبتمبر ٢٠١٦ م".
pub const FILLERS: [&str; 52] = [
    "the",
    "of",
    "on",
    "at",
    "st",
    "nd",
    "rd",
    "th",
    "t", // `t` stands before the time in ISO 8601.
    "le",
    "du",
    "de",
    "la",
    "à",
    "er",
    "ère", // French
    "el",
    "del",
    "las",
    "los",
    "día",
    "año",
    "ro",
    "hrs",
    "horas", // Spanish
    "am",
    "den",
    "der",
    "dem",
    "um",
    "uhr",
    "vom", // German; `am` after a time is read as such before this.
    "г",
    "год",
    "года",
    "в",
    "о",
    "об",
    "от",
    "го", // Russian
    "р",
    "рік",
    "року",
    "від", // Ukrainian
    "م",
    "يوم",
    "في",
    "عام",
    "سنة",
    "من",
    "الساعة",
    "ميلادي", // Arabic
];

/// English, also the language diagnostics are written in.
pub const ENGLISH: Names = Names {
    tag: "en",
    months: [
        &["January", "Jan"],
        &["February", "Feb"],
        &["March", "Mar"],
        &["April", "Apr"],
        &["May"],
        &["June", "Jun"],
        &["July", "Jul"],
        &["August", "Aug"],
        &["September", "Sep", "Sept"],
        &["October", "Oct"],
        &["November", "Nov"],
        &["December", "Dec"],
    ],
    weekdays: [
        &["Monday", "Mon"],
        &["Tuesday", "Tue", "Tues"],
        &["Wednesday", "Wed"],
        &["Thursday", "Thu", "Thur", "Thurs"],
        &["Friday", "Fri"],
        &["Saturday", "Sat"],
        &["Sunday", "Sun"],
    ],
};

/// Arabic: the names of Egypt and the Gulf first, then of the Levant and Iraq, then of Tunisia, Algeria and Morocco.
pub const ARABIC: Names = Names {
    tag: "ar",
    months: [
        &["يناير", "كانون الثاني", "جانفي"],
        &["فبراير", "شباط", "فيفري"],
        &["مارس", "آذار"],
        &["أبريل", "نيسان", "أفريل"],
        &["مايو", "أيار", "ماي"],
        &["يونيو", "يونيه", "حزيران", "جوان"],
        &["يوليو", "يوليه", "تموز", "جويلية", "يوليوز"],
        &["أغسطس", "آب", "أوت", "غشت"],
        &["سبتمبر", "أيلول", "شتنبر"],
        &["أكتوبر", "تشرين الأول"],
        &["نوفمبر", "تشرين الثاني", "نونبر"],
        &["ديسمبر", "كانون الأول", "دجنبر"],
    ],
    weekdays: [&["الاثنين"], &["الثلاثاء"], &["الأربعاء"], &["الخميس"], &["الجمعة"], &["السبت"], &["الأحد"]],
};

/// French.
// `mar` for mardi is left out, here and in Spanish: elsewhere it is March.
pub const FRENCH: Names = Names {
    tag: "fr",
    months: [
        &["janvier", "janv"],
        &["février", "févr", "fév"],
        &["mars"],
        &["avril", "avr"],
        &["mai"],
        &["juin"],
        &["juillet", "juil"],
        &["août"],
        &["septembre", "sept"],
        &["octobre", "oct"],
        &["novembre", "nov"],
        &["décembre", "déc"],
    ],
    weekdays: [
        &["lundi", "lun"],
        &["mardi"],
        &["mercredi", "mer"],
        &["jeudi", "jeu"],
        &["vendredi", "ven"],
        &["samedi", "sam"],
        &["dimanche", "dim"],
    ],
};

/// Spanish.
pub const SPANISH: Names = Names {
    tag: "es",
    months: [
        &["enero", "ene"],
        &["febrero", "feb"],
        &["marzo", "mar"],
        &["abril", "abr"],
        &["mayo", "may"],
        &["junio", "jun"],
        &["julio", "jul"],
        &["agosto", "ago"],
        &["septiembre", "setiembre", "sept", "sep", "set"],
        &["octubre", "oct"],
        &["noviembre", "nov"],
        &["diciembre", "dic"],
    ],
    weekdays: [
        &["lunes", "lun"],
        &["martes"],
        &["miércoles", "mié"],
        &["jueves", "jue"],
        &["viernes", "vie"],
        &["sábado", "sáb"],
        &["domingo", "dom"],
    ],
};

/// Russian.
pub const RUSSIAN: Names = Names {
    tag: "ru",
    months: [
        &["января", "январь", "янв"],
        &["февраля", "февраль", "февр", "фев"],
        &["марта", "март", "мар"],
        &["апреля", "апрель", "апр"],
        &["мая", "май"],
        &["июня", "июнь", "июн"],
        &["июля", "июль", "июл"],
        &["августа", "август", "авг"],
        &["сентября", "сентябрь", "сент", "сен"],
        &["октября", "октябрь", "окт"],
        &["ноября", "ноябрь", "нояб", "ноя"],
        &["декабря", "декабрь", "дек"],
    ],
    weekdays: [
        &["понедельник", "пн"],
        &["вторник", "вт"],
        &["среда", "среду", "ср"],
        &["четверг", "чт"],
        &["пятница", "пятницу", "пт"],
        &["суббота", "субботу", "сб"],
        &["воскресенье", "вс"],
    ],
};

/// Ukrainian.
pub const UKRAINIAN: Names = Names {
    tag: "uk",
    months: [
        &["січня", "січень", "січ"],
        &["лютого", "лютий", "лют"],
        &["березня", "березень", "бер"],
        &["квітня", "квітень", "квіт"],
        &["травня", "травень", "трав"],
        &["червня", "червень", "черв"],
        &["липня", "липень", "лип"],
        &["серпня", "серпень", "серп"],
        &["вересня", "вересень", "вер"],
        &["жовтня", "жовтень", "жовт"],
        &["листопада", "листопад", "лист"],
        &["грудня", "грудень", "груд"],
    ],
    weekdays: [
        &["понеділок", "пн"],
        &["вівторок", "вт"],
        &["середа", "середу", "ср"],
        &["четвер", "чт"],
        &["п’ятниця", "п’ятницю", "пт"],
        &["субота", "суботу", "сб"],
        &["неділя", "неділю", "нд"],
    ],
};

/// German, with the names of Austria.
pub const GERMAN: Names = Names {
    tag: "de",
    months: [
        &["Januar", "Jan", "Jänner", "Jän"],
        &["Februar", "Feb", "Feber"],
        &["März", "Maerz", "Mär", "Mrz"],
        &["April", "Apr"],
        &["Mai"],
        &["Juni", "Jun"],
        &["Juli", "Jul"],
        &["August", "Aug"],
        &["September", "Sept", "Sep"],
        &["Oktober", "Okt"],
        &["November", "Nov"],
        &["Dezember", "Dez"],
    ],
    weekdays: [
        &["Montag", "Mo"],
        &["Dienstag", "Di"],
        &["Mittwoch", "Mi"],
        &["Donnerstag", "Do"],
        &["Freitag", "Fr"],
        &["Samstag", "Sonnabend", "Sa"],
        &["Sonntag", "So"],
    ],
};
