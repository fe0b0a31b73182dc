//! Tells cargo to look again when a file joins what is embedded in the binary.

fn main() {
    println!("cargo::rerun-if-changed=themes/default");
    println!("cargo::rerun-if-changed=src/cli/init/site");
}
