// Makes the changes beside this file: npm install @automerge/automerge, then node make.mjs.
import * as Automerge from "@automerge/automerge";
import { writeFileSync } from "node:fs";

let made = 0;
function change(document, time, edit) {
  const changed = Automerge.change(document, { time }, edit);
  writeFileSync(`${made++}.bin`, Automerge.getLastLocalChange(changed));
  return changed;
}

const text = (value) => new Automerge.ImmutableString(value);
let phone = change(Automerge.init({ actor: "0102030405060708090a0b0c0d0e0f10" }), 5, (record) => {
  record.kind = text("visit");
  record.note = "Two new doctors 🙂 naïve";
  record.n = 5;
  record.f = 1.5;
  record.b = true;
  record.z = null;
  record.at = new Date(1760000000000);
  record.c = new Automerge.Counter(3);
  record.bytes = new Uint8Array([1, 2, 3]);
});
phone = change(phone, 5, (record) => {
  Automerge.updateText(record, ["note"], "Three new doctors 🙂👩‍👩‍👧 naive!");
  record.c.increment(4);
  delete record.z;
  record.kind = text("call");
});
let desktop = Automerge.clone(phone, { actor: "ff02030405060708090a0b0c0d0e0f10" });
phone = change(phone, 5, (record) => {
  Automerge.splice(record, ["note"], 0, 1, "T");
  record.n = 8;
});
desktop = change(desktop, 6, (record) => {
  Automerge.splice(record, ["note"], 2, 3, "xyz");
  record.n = 7;
  record.c.decrement(1);
});
change(Automerge.merge(phone, desktop), 7, (record) => {
  record.n = 9;
  record.note = "whole new";
});
