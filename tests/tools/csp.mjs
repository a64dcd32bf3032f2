// Prints, as JSON, what Google's csp_evaluator finds of the Content-Security-Policy that it is given: severity and description.
import evaluator from "csp_evaluator";
import parser from "csp_evaluator/dist/parser.js";

const policy = new parser.CspParser(process.argv[2]).csp;
const found = new evaluator.CspEvaluator(policy).evaluate();
console.log(JSON.stringify(found.map(({ severity, directive, value, description }) => ({ severity, directive, value, description }))));
