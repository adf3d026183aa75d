/** The name of a rule's place on the page of its paper, for links to it. Pure. */
export function ruleAnchor(id: string): string {
  return `rule-${id}`;
}
