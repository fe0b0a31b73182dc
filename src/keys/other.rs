//! Other names of keys: what other programs call them, what comes to mind first, and common words of other languages.

use super::Keys;

/// Names that other programs use, or that come to mind first; each with the keys that may be meant, likeliest first.
const OTHER_NAMES: &[(&str, &[&str])] = &[
    ("abstract", &["summary"]),
    ("archive", &["archived"]),
    ("archive_url", &["archived"]),
    ("authors", &["author"]),
    ("by", &["author"]),
    ("byline", &["author"]),
    ("canonical", &["original_url"]),
    ("canonical_url", &["original_url"]),
    ("caption", &["alt"]),
    ("categories", &["tags"]),
    ("category", &["tags"]),
    ("content_warning", &["warning"]),
    ("correction", &["corrections"]),
    ("cover", &["image"]),
    ("creator", &["author"]),
    ("date_published", &["date"]),
    ("datepublished", &["date"]),
    ("day", &["date"]),
    ("desc", &["summary", "description"]),
    ("description", &["summary"]),
    ("event", &["events"]),
    ("excerpt", &["summary"]),
    ("featured_image", &["image"]),
    ("heading", &["title"]),
    ("headline", &["title"]),
    ("href", &["original_url", "url"]),
    ("image_url", &["image"]),
    ("img", &["image"]),
    ("journalist", &["author"]),
    ("keyword", &["tags"]),
    ("keywords", &["tags"]),
    ("labels", &["tags"]),
    ("language", &["lang"]),
    ("last_modified_at", &["updated"]),
    ("lastmod", &["updated"]),
    ("latitude", &["lat"]),
    ("lede", &["summary"]),
    ("link", &["original_url", "url"]),
    ("links", &["sources"]),
    ("locale", &["lang"]),
    ("location", &["places"]),
    ("locations", &["places"]),
    ("longitude", &["lon"]),
    ("media", &["publisher"]),
    ("modified", &["updated"]),
    ("name", &["title", "label"]),
    ("newspaper", &["publisher"]),
    ("org", &["actors"]),
    ("organisations", &["actors"]),
    ("organizations", &["actors"]),
    ("original", &["original_url"]),
    ("original_date", &["date"]),
    ("original_link", &["original_url"]),
    ("outlet", &["publisher"]),
    ("people", &["actors"]),
    ("permalink", &["slug"]),
    ("persons", &["actors"]),
    ("photo", &["image"]),
    ("picture", &["image"]),
    ("place", &["places"]),
    ("pub_date", &["date"]),
    ("pubdate", &["date"]),
    ("published", &["date"]),
    ("published_at", &["date"]),
    ("published_on", &["date"]),
    ("redirect_from", &["aliases"]),
    ("reporter", &["author"]),
    ("site_name", &["publisher"]),
    ("source", &["original_url", "sources"]),
    ("source_url", &["original_url", "sources"]),
    ("subject", &["tags", "title"]),
    ("subjects", &["tags"]),
    ("subtitle", &["summary"]),
    ("teaser", &["summary"]),
    ("topic", &["tags"]),
    ("topics", &["tags"]),
    ("uri", &["original_url", "url"]),
    ("url", &["original_url"]),
    ("web_address", &["original_url"]),
    ("website", &["publisher"]),
    ("writer", &["author"]),
    ("writers", &["author"]),
];

/// Common words for the keys that most files have, in Arabic, Chinese, French, German, Italian, Persian, Portuguese,
/// Russian, Spanish, Turkish and Ukrainian. Source: the labels that news sites and blogging programs in those languages
/// give the same fields.
const WORDS: &[(&str, &[&str])] = &[
    (
        "title",
        &[
            "العنوان",
            "عنوان",
            "标题",
            "標題",
            "titre",
            "titel",
            "überschrift",
            "titolo",
            "título",
            "titulo",
            "название",
            "заголовок",
            "titular",
            "başlık",
            "назва",
        ],
    ),
    (
        "author",
        &[
            "الكاتب",
            "كاتب",
            "المؤلف",
            "مؤلف",
            "作者",
            "auteur",
            "autrice",
            "verfasser",
            "verfasserin",
            "autor",
            "autora",
            "autore",
            "نویسنده",
            "автор",
            "авторы",
            "автори",
            "yazar",
        ],
    ),
    ("date", &["التاريخ", "تاريخ", "تاریخ", "日期", "datum", "data", "fecha", "дата", "tarih"]),
    (
        "original_url",
        &[
            "الرابط",
            "رابط",
            "链接",
            "連結",
            "网址",
            "adresse",
            "lien",
            "quelle",
            "enlace",
            "fuente",
            "ссылка",
            "адрес",
            "источник",
            "المصدر",
            "مصدر",
            "посилання",
            "джерело",
            "bağlantı",
            "kaynak",
            "fonte",
            "لینک",
            "منبع",
        ],
    ),
    (
        "tags",
        &[
            "الوسوم",
            "وسوم",
            "标签",
            "標籤",
            "étiquettes",
            "mots-clés",
            "schlagwörter",
            "schlagworte",
            "etiquetas",
            "теги",
            "метки",
            "тэги",
            "мітки",
            "etiketler",
            "etichette",
            "برچسب‌ها",
        ],
    ),
    (
        "summary",
        &[
            "الملخص",
            "ملخص",
            "摘要",
            "résumé",
            "zusammenfassung",
            "resumen",
            "resumo",
            "riassunto",
            "özet",
            "аннотация",
            "описание",
            "резюме",
            "خلاصه",
        ],
    ),
    ("lang", &["اللغة", "لغة", "语言", "語言", "langue", "sprache", "idioma", "lingua", "язык", "мова", "dil", "زبان"]),
    (
        "publisher",
        &[
            "الناشر",
            "ناشر",
            "出版者",
            "éditeur",
            "herausgeber",
            "editor",
            "editora",
            "editore",
            "издание",
            "издатель",
            "видання",
            "yayıncı",
        ],
    ),
    (
        "places",
        &[
            "المكان",
            "الأماكن",
            "地点",
            "lieux",
            "lieu",
            "orte",
            "ort",
            "lugares",
            "lugar",
            "luoghi",
            "места",
            "место",
            "місця",
            "yer",
        ],
    ),
    (
        "translator",
        &[
            "المترجم",
            "مترجم",
            "译者",
            "traducteur",
            "übersetzer",
            "traductor",
            "tradutor",
            "traduttore",
            "переводчик",
            "перекладач",
        ],
    ),
];

/// How sure it is that a key was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sure {
    /// It says the same in another language, or differs by case alone.
    Same,
    /// It is another name for it.
    Likely,
}

/// The key of `keys` that is meant by a word which is none: the first that `is_free`, else the likeliest.
pub fn meant(keys: &Keys, word: &str, is_free: impl Fn(&str) -> bool) -> Option<(&'static str, Sure)> {
    let small: String = word.trim().to_lowercase();
    let plain: String = small.chars().map(|c| if c == '-' || c == ' ' { '_' } else { c }).collect();
    let known = |name: &str| keys.get(name).map(|key| key.name);
    if let Some(name) = known(&plain) {
        return Some((name, Sure::Same));
    }
    let word = WORDS.iter().find(|(_, words)| words.contains(&small.as_str()));
    if let Some(name) = word.and_then(|(key, _)| known(key)) {
        return Some((name, Sure::Same));
    }
    let (_, others) = OTHER_NAMES.iter().find(|(name, _)| *name == plain)?;
    let others: Vec<&'static str> = others.iter().filter_map(|other| known(other)).collect();
    let first = others.iter().find(|other| is_free(other)).or(others.first())?;
    Some((first, Sure::Likely))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::article::ARTICLE;
    use crate::keys::term;
    use crate::model::term::TermKind;

    #[test]
    fn other_names_lead_to_the_key_that_is_meant() {
        let of = |word: &str| meant(&ARTICLE, word, |_| true);
        for (word, key) in [("published", "date"), ("link", "original_url"), ("by", "author"), ("image_url", "image")] {
            assert_eq!(of(word), Some((key, Sure::Likely)), "{word}");
        }
        for (word, key) in [
            ("Название", "title"),
            ("العنوان", "title"),
            ("FECHA", "date"),
            ("标题", "title"),
            ("Original-URL", "original_url"),
            ("Mots-clés", "tags"),
        ] {
            assert_eq!(of(word), Some((key, Sure::Same)), "{word}");
        }
        assert_eq!(of("mood"), None);
        assert_eq!(meant(&ARTICLE, "source", |key| key != "original_url"), Some(("sources", Sure::Likely)));
        assert_eq!(meant(term::keys(TermKind::Tag), "name", |_| true), Some(("label", Sure::Likely)));
    }

    #[test]
    fn no_word_is_a_key_or_stands_for_two() {
        let mut seen = std::collections::BTreeSet::new();
        let words = WORDS.iter().flat_map(|(_, words)| words.iter()).chain(OTHER_NAMES.iter().map(|(name, _)| name));
        for word in words {
            assert!(seen.insert(*word), "{word} stands twice");
            assert_eq!(*word, word.to_lowercase());
            assert!(ARTICLE.get(word).is_none(), "{word} is a key");
        }
    }
}
