//! What differs between two states that were never files.

use super::inventory::Label;
use super::*;

fn document(sort: Sort, title: &str) -> Document {
    Document {
        sort,
        title: title.to_owned(),
        date: None,
        places: Vec::new(),
        publisher: None,
        copies: 0,
        withdrawn: None,
        said: vec![("title", Value::Words(title.to_owned()))],
    }
}

fn state(files: &[(&str, &str)], addresses: &[(&str, &str)]) -> (Vec<SourceFile>, Inventory) {
    let mut inventory = Inventory::default();
    for (path, text) in files {
        let path = SourcePath::new(*path);
        inventory.documents.insert(path.clone(), document(Sort::of(&path), text.lines().next().unwrap_or_default()));
    }
    for (address, file) in addresses {
        let file = (!file.is_empty()).then(|| SourcePath::new(*file));
        inventory.addresses.insert(Route::alias(address).unwrap(), file);
    }
    (files.iter().map(|(path, text)| SourceFile::new(*path, *text)).collect(), inventory)
}

fn lent((files, inventory): &(Vec<SourceFile>, Inventory)) -> State<'_> {
    State { files, inventory }
}

const A: &str = "content/articles/a.md";
const B: &str = "content/articles/b.md";
const EVENT: &str = "content/events/a.md";

#[test]
fn the_gravest_comes_first() {
    let before = state(&[(A, "one"), ("content/articles/c.md", "gone"), (EVENT, "e")], &[]);
    let now = state(&[(A, "two"), ("content/articles/0.md", "new"), (EVENT, "e")], &[]);
    let changes = Changes::between(lent(&before), lent(&now));
    let told: Vec<(What, &str)> = changes.files.iter().map(|change| (change.what, change.path.as_str())).collect();
    assert_eq!(
        told,
        [(What::Removed, "content/articles/c.md"), (What::Changed, A), (What::Added, "content/articles/0.md")]
    );
    let words = |text: &str| Some(Value::Words(text.to_owned()));
    let title = Difference { key: "title", was: words("one"), now: words("two") };
    assert_eq!(changes.files[1].differences, [title]);
}

#[test]
fn a_file_that_changes_its_sort_is_no_longer_the_same() {
    let before = state(&[(A, "same text")], &[]);
    let now = state(&[(EVENT, "same text")], &[]);
    let changes = Changes::between(lent(&before), lent(&now));
    assert_eq!(changes.files.iter().map(|change| change.what).collect::<Vec<_>>(), [What::Removed, What::Added]);
    let now = state(&[(B, "same text")], &[]);
    let changes = Changes::between(lent(&before), lent(&now));
    assert_eq!((changes.files.len(), changes.files[0].from.unwrap().as_str()), (1, A));
}

#[test]
fn an_address_is_kept_by_what_stood_there() {
    let before = state(
        &[(A, "moves"), ("content/articles/c.md", "goes"), (EVENT, "goes too")],
        &[
            ("/2016/09/08/a/", A),
            ("/2016/09/08/c/", "content/articles/c.md"),
            ("/events/a/", EVENT),
            ("/2016/09/08/", ""),
        ],
    );
    let now = state(&[(B, "moves")], &[("/2016/09/08/b/", B)]);
    let gone = Changes::between(lent(&before), lent(&now)).gone;
    let told: Vec<(&str, Advice<'_>)> = gone.iter().map(|gone| (gone.route.as_str(), gone.advice)).collect();
    let (b, c) = (SourcePath::new(B), SourcePath::new("content/articles/c.md"));
    assert_eq!(
        told,
        [
            ("/2016/09/08/", Advice::Nothing),
            ("/2016/09/08/a/", Advice::Alias(&b)),
            ("/2016/09/08/c/", Advice::Withdraw(&c)),
            ("/events/a/", Advice::Nothing)
        ]
    );
    // Of a site with errors nothing is known.
    let broken = state(&[(B, "moves")], &[]);
    assert!(Changes::between(lent(&before), lent(&broken)).gone.is_empty());
}

#[test]
fn terms_are_compared_by_kind_and_key() {
    let key = |text: &str| (TermKind::Tag, Slug::of(text).unwrap());
    let label = |text: &str| Label { label: text.to_owned(), said: vec![("label", Value::Words(text.to_owned()))] };
    let mut before = Inventory::default();
    before.terms.insert(key("a"), label("A"));
    before.terms.insert(key("b"), label("B"));
    let mut now = Inventory::default();
    now.terms.insert(key("a"), label("Ah"));
    now.terms.insert(key("c"), label("C"));
    let changes = Changes::between(State { files: &[], inventory: &before }, State { files: &[], inventory: &now });
    let told: Vec<(What, &str)> = changes.terms.iter().map(|term| (term.what, term.label)).collect();
    assert_eq!(told, [(What::Removed, "B"), (What::Changed, "Ah"), (What::Added, "C")]);
}
