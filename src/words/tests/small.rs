//! Small files of words in six languages, with the parts the tests need.

/// The files, as a theme would have them.
pub(super) const FILES: [(&str, &str); 6] = [
    ("theme/words/en.toml", EN),
    ("theme/words/ar.toml", AR),
    ("theme/words/fr.toml", FR),
    ("theme/words/es.toml", ES),
    ("theme/words/ru.toml", RU),
    ("theme/words/uk.toml", UK),
];

const EN: &str = r#"
[labels]
latest = "Latest"
only_english = "Only English"
[counts]
reports = { one = "{n} report", other = "{n} reports" }
claims = { one = "{n} claim", other = "{n} claims" }
days_gap = { one = "{n} day without a report", other = "{n} days without a report" }
months_gap = { one = "{n} month without a report", other = "{n} months without a report" }
years_gap = { one = "{n} year without a report", other = "{n} years without a report" }
lag_days = { one = "{n} day later", other = "{n} days later" }
lag_months = { one = "{n} month later", other = "{n} months later" }
lag_years = { one = "{n} year later", other = "{n} years later" }
[phrases]
strip_label = "{count} by month, {from} to {to}. Most in {month}: {n}."
strip_label_one = "{count}, all in {month}."
peak = "Most in {month}: {n}."
strip_caption = "{count} by month. Most in {month}: {n}."
matrix_caption = "Reports by month"
cell = "{when}: {count}"
scale_label = "{what}: {claims} on one scale from {low} to {high}."
clock_label = "The event: {event}. {reports}: {from} to {to}."
time = "{date}, {time}"
time_zone = "{time} ({offset})"
span = "{from} to {to}"
span_short = "{from}–{to}"
open_end = "from {from} on"
open_start = "until {to}"
some_day_of = "a day in {month}, not known which"
some_month_of = "a month in {year}, not known which"
approximate = "about {date}"
approximate_short = "about {date}"
uncertain = "{date} (uncertain)"
uncertain_short = "{date}?"
approximate_uncertain = "about {date} (uncertain)"
approximate_uncertain_short = "about {date}?"
doubt_approximate = "approximate"
doubt_uncertain = "uncertain"
doubt_both = "approximate and uncertain"
unknown_date = "date not known"
same_day = "the same day"
next_day = "the next day"
before_event = "before the event"
during_event = "before it ended"
[dates]
months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
months_format = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
months_short = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
months_narrow = ["J", "F", "M", "A", "M", "J", "J", "A", "S", "O", "N", "D"]
weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
weekdays_short = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
weekdays_min = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
week_starts = "monday"
full = "{weekday} {day} {month} {year}"
long = "{day} {month} {year}"
short = "{day} {month_short} {year}"
day_month = "{day} {month}"
day_month_short = "{day} {month_short}"
weekday_day = "{weekday_short} {day}"
month_year = "{month_name} {year}"
month_year_short = "{month_short} {year}"
days_span = "{day} to {day_to} {month} {year}"
days_span_short = "{day}–{day_to} {month_short}"
[languages]
ar = "Arabic"
"#;

const AR: &str = r#"
[counts.reports]
zero = "لا تقارير"
one = "تقرير واحد"
two = "تقريران"
few = "{n} تقارير"
many = "{n} تقريرا"
other = "{n} تقرير"
[phrases]
span = "من {from} إلى {to}"
[dates]
months = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
months_format = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
weekdays = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
weekdays_min = ["ن", "ث", "ر", "خ", "ج", "س", "ح"]
week_starts = "saturday"
full = "{weekday}، {day} {month} {year}"
days_span = "من {day} إلى {day_to} {month} {year}"
"#;

const FR: &str = r#"
[counts]
reports = { one = "{n} article", many = "{n} d’articles", other = "{n} articles" }
[phrases]
decimal = ","
[dates]
months = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]
months_format = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]
weekdays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
first = "1er"
"#;

const ES: &str = r#"
[counts]
reports = { one = "{n} noticia", other = "{n} noticias" }
[phrases]
span = "del {from} al {to}"
[dates]
months = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"]
months_format = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"]
weekdays = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"]
full = "{weekday}, {day} de {month} de {year}"
long = "{day} de {month} de {year}"
day_month = "{day} de {month}"
days_span = "del {day} al {day_to} de {month} de {year}"
"#;

const RU: &str = r#"
[labels]
latest = "Новое"
[counts]
reports = { one = "{n} сообщение", few = "{n} сообщения", many = "{n} сообщений", other = "{n} сообщения" }
[phrases]
span = "{from} – {to}"
approximate = "около {date}"
[dates]
months = ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"]
months_format = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"]
weekdays = ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"]
full = "{weekday}, {day} {month} {year} г."
"#;

const UK: &str = r#"
[counts]
reports = { one = "{n} повідомлення", few = "{n} повідомлення", many = "{n} повідомлень", other = "{n} повідомлення" }
[dates]
months = ["січень", "лютий", "березень", "квітень", "травень", "червень", "липень", "серпень", "вересень", "жовтень", "листопад", "грудень"]
months_format = ["січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"]
weekdays = ["понеділок", "вівторок", "середа", "четвер", "пʼятниця", "субота", "неділя"]
full = "{weekday}, {day} {month} {year} р."
"#;
