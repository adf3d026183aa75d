import { describe, expect, it } from "vitest";
import { answerCalls, jsonAnswer } from "@/test/render";
import { emptyGrant } from "./grant-draft";
import { LicenceRefused, type Made, nothingMade, recordLicence } from "./record-licence";

const draft = {
  interests: [],
  newInterest: { asset: "asset-1", kind: "copyright.work" },
  agreement: { header: { reference: "AG-1", title: "Licence", kind: "licence" as const } },
  grant: { ...emptyGrant, channels: ["print"], territories: ["DE"] },
  clause: { quote: "may be printed", page: 2 },
  noDocument: null,
  approve: true,
};
const agreement = (review: string) => ({ id: "ag-1", review, revision: 1 });
const refusal = {
  type: "about:blank",
  title: "Unknown territory",
  status: 422,
  code: "territory.unknown",
  detail: "",
  field: "territories",
};

const allAnswers = {
  "POST /interests": () => jsonAnswer({ id: "int-1" }, 201),
  "POST /agreements": () => jsonAnswer(agreement("draft"), 201),
  "GET /agreements/ag-1": () => jsonAnswer(agreement("draft")),
  "PATCH /agreements/ag-1": () => jsonAnswer(agreement("draft")),
  "POST /agreements/ag-1/clauses": () => jsonAnswer({ id: "cl-1" }, 201),
  "POST /agreements/ag-1/grants": () => jsonAnswer({ id: "f-1" }, 201),
  "POST /agreements/ag-1/reviews": ({ init }: { init: RequestInit }) =>
    jsonAnswer(agreement((JSON.parse(String(init.body)) as { to: string }).to)),
};

const named = (calls: { url: URL; init: RequestInit }[]) =>
  calls.map(({ url, init }) => `${init.method} ${url.pathname.replace("/api/v1", "")}`);

describe("recording a licence", () => {
  it("writes the right, the paper, its words and the grant, and takes it through the review", async () => {
    const calls = answerCalls(allAnswers);
    const made = await recordLicence(draft, nothingMade, () => {});
    expect(made.review).toBe("approved");
    expect(named(calls)).toEqual([
      "POST /interests",
      "POST /agreements",
      "POST /agreements/ag-1/clauses",
      "POST /agreements/ag-1/grants",
      "POST /agreements/ag-1/reviews",
      "POST /agreements/ag-1/reviews",
      "POST /agreements/ag-1/reviews",
    ]);
    expect(JSON.parse(String(calls[3]?.init.body))).toMatchObject({
      body: { interest: "int-1", territories: ["DE"] },
      clause_id: "cl-1",
    });
  });

  it("goes on after a refusal without writing anything twice", async () => {
    let made: Made = nothingMade;
    const keep = (next: Made) => {
      made = next;
    };
    answerCalls({ ...allAnswers, "POST /agreements/ag-1/grants": () => jsonAnswer(refusal, 422) });
    const refused = await recordLicence(draft, made, keep).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(LicenceRefused);
    expect((refused as LicenceRefused).part).toBe("grant");
    const calls = answerCalls(allAnswers);
    await recordLicence({ ...draft, approve: false }, made, keep);
    expect(named(calls)).toEqual([
      "GET /agreements/ag-1",
      "PATCH /agreements/ag-1",
      "POST /agreements/ag-1/grants",
    ]);
    expect(made.granted).toEqual(["int-1"]);
  });

  it("leaves the paper a draft when the person has not compared it", async () => {
    const calls = answerCalls(allAnswers);
    const made = await recordLicence({ ...draft, approve: false }, nothingMade, () => {});
    expect(made.review).toBe("draft");
    expect(named(calls).some((call) => call.endsWith("/reviews"))).toBe(false);
  });
});
