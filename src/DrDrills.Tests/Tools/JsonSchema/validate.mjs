// Usage: node validate.mjs SCHEMA < DOCUMENT. Prints a JSON array of what is wrong with the document; empty when nothing is.
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(process.argv[2], "utf8")));
const right = validate(JSON.parse(readFileSync(0, "utf8")));
const errors = right ? [] : validate.errors.map(e => `${e.instancePath || "/"}: ${e.message} ${JSON.stringify(e.params)}`);
console.log(JSON.stringify(errors));
