import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { ContentCredentials } from "@/api/types";
import { CredentialsPanel } from "./credentials-panel";

const said: ContentCredentials = {
  state: "untrusted",
  words: "The file is unchanged since it was signed. The signer was not checked against a list.",
  place: "JPEG APP11",
  address: null,
  title: "harbor.jpg",
  generator: "Painter 3",
  signer: { name: "Camera 7", organization: "Studio Nord", issuer: "Test Authority" },
  signed_at: null,
  time_authority: null,
  actions: [
    {
      action: "c2pa.created",
      label: "Created",
      software: "Painter 3",
      digital_source_type: "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
      source_label: "Made by generative AI",
      when: null,
      description: null,
    },
  ],
  ingredients: [
    {
      title: "sketch.png",
      relationship: "parentOf",
      label: "It is a new version of this",
      has_credentials: true,
      was_invalid: true,
    },
  ],
  mining: [{ kind: "ai_training", said: "notAllowed", words: "Training of models: not allowed" }],
  failures: [],
  notes: [],
};

test("says how far the credentials can be relied on, who signed, and what is lost in copies", () => {
  render(<CredentialsPanel said={said} />);
  expect(screen.getByText("Unchanged, signer unknown")).toBeDefined();
  expect(screen.getByText("Camera 7, Studio Nord")).toBeDefined();
  expect(screen.getByText("Without a time stamp")).toBeDefined();
  expect(screen.getByText("Made by generative AI")).toBeDefined();
  expect(screen.getByText(/did not hold when it was added/)).toBeDefined();
  expect(screen.getByText(/are not in those/)).toBeDefined();
  expect(screen.queryByText("What checking found")).toBeNull();
});

test("credentials that do not hold say why before they say anything else", () => {
  const failures = [
    { code: "assertion.dataHash.mismatch", words: "The file was changed after it was signed." },
  ];
  const { container } = render(<CredentialsPanel said={{ ...said, state: "invalid", failures }} />);
  const text = container.textContent ?? "";
  expect(text.indexOf("The file was changed after")).toBeLessThan(text.indexOf("Camera 7"));
  expect(screen.getByText("They would say:")).toBeDefined();
});
