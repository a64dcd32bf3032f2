// Grades a site on this machine as Mozilla's HTTP Observatory does, and prints as JSON the grade, the score, and what each test
// found. Arguments: the port of http and that of https.
import { writeFileSync } from "node:fs";

const folder = new URL("node_modules/@mdn/mdn-http-observatory/", import.meta.url);
// The list of hosts that browsers know to be https, which the package would load as it is installed; this machine is not in it.
writeFileSync(new URL("conf/hsts-preload.json", folder), "{}");
const { ALL_TESTS } = await import(new URL("src/constants.js", folder));
const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await import(new URL("src/grader/charts.js", folder));
const { getGradeForScore, getScoreModifier } = await import(new URL("src/grader/grader.js", folder));
const { retrieve } = await import(new URL("src/retriever/retriever.js", folder));

const [httpPort, httpsPort] = process.argv.slice(2).map(Number);
const answers = await retrieve("localhost", { httpPort, httpsPort });
const found = ALL_TESTS.map((test) => test(answers)).map((output) => ({
  test: output.constructor.name.replace(/Output$/, ""),
  result: output.result,
  points: getScoreModifier(output.result),
}));
// As in the scanner: what is gained counts only where little is lost.
const lost = found.filter(({ points }) => points < 0).reduce((sum, { points }) => sum + points, 100);
const whole = found.reduce((sum, { points }) => sum + points, 100);
console.log(JSON.stringify({ ...getGradeForScore(lost >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? whole : lost), found }));
process.exit();
