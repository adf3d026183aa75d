import { expect, test } from "vitest";
import { partDone } from "./standing";

const one = { kind: "folder", total: 8, waiting: 2, bytes_done: 0, bytes_total: 0 };

test("a folder is done by its files", () => {
  expect(partDone(one)).toBe(75);
  expect(partDone({ ...one, total: 0, waiting: 0 })).toBe(0);
});

test("records are done by their file, and then by the files they name", () => {
  expect(partDone({ ...one, kind: "records", bytes_done: 10, bytes_total: 40 })).toBe(25);
  expect(partDone({ ...one, kind: "records", bytes_done: 40, bytes_total: 40 })).toBe(75);
});
