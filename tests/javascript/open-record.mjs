// Opens a merged record, as `GET /v1/records/{id}` gives it out, with automerge's own JavaScript package.
//
//     node open-record.mjs < record.automerge
//
// Reads the record on standard input and prints its fields as one JSON object. `npm ci` here installs the package.
import { buffer } from "node:stream/consumers";
import * as Automerge from "@automerge/automerge";

const record = Automerge.load(new Uint8Array(await buffer(process.stdin)));
const changes = Automerge.getAllChanges(record).length;
console.log(JSON.stringify({ fields: record, changes }));
