// Usage: node validate.mjs SCHEMA < DOCUMENT. Prints a JSON array of what is wrong with the document; empty when nothing is.
import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import Ajv7 from "ajv/dist/ajv.js";
import addFormats from "ajv-formats";

const schema = JSON.parse(readFileSync(process.argv[2], "utf8"));
// Ours are draft 2020-12 and are read strictly; what others publish in draft 7 is read as it is.
const ajv = schema.$schema.includes("draft-07")
  ? new Ajv7.default({ allErrors: true, strict: false })
  : new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
addFormats(ajv);
const validate = ajv.compile(schema);
const right = validate(JSON.parse(readFileSync(0, "utf8")));
const errors = right ? [] : validate.errors.map(e => `${e.instancePath || "/"}: ${e.message} ${JSON.stringify(e.params)}`);
console.log(JSON.stringify(errors));
