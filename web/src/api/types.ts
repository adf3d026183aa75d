/** The shapes of the API, by the names of its document. Written by hand until the generated schema takes over. */
// The API contract. Base /api/v1 unless a path starts with "//". Type names = schema names (Rust struct names) = these names.
// Instants: RFC 3339 UTC strings. Civil dates: "YYYY-MM-DD". Ids: UUID strings. Lists: {items, next_cursor|null} with ?limit=&cursor=.
// Errors: application/problem+json {type, title, status, code, detail, field?, request_id?, reasons?}.  409 rights.not_cleared carries `verdict: Verdict`.
// ETag: response header on GET/PATCH of Asset, Agreement, Collection, Channel, Campaign, User; If-Match required on PATCH (412 precondition.failed, 428 precondition.required).
// Idempotency-Key header accepted on every POST.
// CSRF: with the cookie session send header Placet-CSRF = value of cookie placet_csrf on POST/PUT/PATCH/DELETE. Bearer needs none.

export type Id = string;
export type Instant = string;
export type Day = string;
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  field?: string;
  request_id?: string;
  verdict?: Verdict;
}

// ---- accounts -------------------------------------------------------------------------------------------
export type Role = "administrator" | "rights_manager" | "editor" | "marketer" | "approver" | "partner";
export type Permission =
  | "view_assets"
  | "upload_assets"
  | "edit_assets"
  | "download_originals"
  | "ask_rights"
  | "view_agreements"
  | "edit_agreements"
  | "approve_agreements"
  | "request_approvals"
  | "decide_approvals"
  | "publish"
  | "manage_channels"
  | "view_campaigns"
  | "edit_campaigns"
  | "manage_people"
  | "view_audit"
  | "operate";
export interface SignIn {
  email: string;
  password: string;
}
export interface Session {
  token: string;
  expires_at: Instant;
  person: Person;
  permissions: Permission[];
} // POST /sessions (201), cookies set
//  GET /sessions/current -> CurrentSession ; DELETE /sessions/current -> 204 (revokes)
export interface CurrentSession {
  person: Person;
  organization: Organization;
  permissions: Permission[];
  product: { version: string; demo: boolean };
}
export interface Person {
  id: Id;
  email: string;
  name: string;
  role: Role;
  organization_id: Id;
  organization_name: string;
  state: "active" | "suspended";
  created_at: Instant;
}
export interface Organization {
  id: Id;
  name: string;
  kind: "house" | "partner";
  created_at: Instant;
}
export interface RoleInfo {
  role: Role;
  title: string;
  permissions: Permission[];
}
// GET /users -> Page<Person>; POST /users NewPerson -> Person; GET/PATCH /users/{id} PersonChange; GET/POST /organizations; GET /roles -> {items: RoleInfo[]}
export interface NewPerson {
  email: string;
  name: string;
  role: Role;
  organization_id?: Id;
  password: string;
}
export interface PersonChange {
  name?: string;
  role?: Role;
  state?: "active" | "suspended";
  password?: string;
}
export interface NewOrganization {
  name: string;
}

// ---- assets ---------------------------------------------------------------------------------------------
export type Kind = "image" | "vector" | "video" | "audio" | "document" | "font" | "archive" | "other";
export interface Asset {
  id: Id;
  title: string;
  description: string;
  keywords: string[];
  kind: Kind;
  state: "active" | "archived";
  organization_id: Id;
  organization_name: string;
  version: Version;
  collections: CollectionRef[];
  created_at: Instant;
  created_by: PersonRef;
  updated_at: Instant;
  revision: number;
}
export interface PersonRef {
  id: Id | null;
  name: string;
} // null id: the system
export interface CollectionRef {
  id: Id;
  name: string;
}
export interface Version {
  id: Id;
  number: number;
  file_name: string;
  mime: string;
  kind: Kind;
  size_bytes: number;
  blake3: string;
  sha256: string;
  width: number | null;
  height: number | null;
  color: string | null /* "#rrggbb" average */;
  preview: "pending" | "ready" | "failed" | "unsupported";
  preview_note: string | null;
  renditions: RenditionRef[];
  created_at: Instant;
  created_by: PersonRef;
}
export interface RenditionRef {
  preset: "thumbnail" | "preview" | "large";
  mime: string;
  width: number;
  height: number;
  size_bytes: number;
  url: string /* /api/v1/assets/{id}/renditions/{preset}?v={hash16} immutable */;
}
export interface AssetChange {
  title?: string;
  description?: string;
  keywords?: string[];
}
export interface UploadOutcome {
  asset: Asset;
  duplicate: boolean;
  version_id: Id;
}
// POST /assets multipart: file, metadata? (JSON AssetChange & {collection_id?}) -> 201 UploadOutcome | 200 when duplicate (asset is the existing one)
// GET /assets/{id} ; PATCH /assets/{id} (If-Match) ; DELETE /assets/{id} = archive -> 204 (409 asset.in_use when live publications) ; POST /assets/{id}/restorations -> Asset
// GET /assets/{id}/versions -> {items: Version[]} ; POST /assets/{id}/versions (multipart file) -> UploadOutcome
// POST /assets/{id}/renditions (retry previews) -> 202
// GET /assets/{id}/metadata -> AssetMetadata ; GET /assets/{id}/metadata/raw -> RawMetadata
export interface AssetMetadata {
  basics: { name: string; label: string; value: string }[];
  warnings: string[];
  /** `false` until the file has been read. */
  read: boolean;
}
export interface RawMetadata {
  [block: string]: { [name: string]: string };
}
// GET /assets/{id}/original (attachment, ranges) ; GET /assets/{id}/renditions/{preset} ; GET /assets/{id}/events -> Page<EventEntry>
// Components (facts): GET /assets/{id}/components -> {items: Component[]}; POST NewComponent ; PATCH /assets/{id}/components/{component_id} {status}
export interface Component {
  id: Id;
  parent: AssetRef;
  child: AssetRef;
  role: string;
  status: "confirmed" | "suspected" | "rejected";
  embedding: string | null;
  recorded_at: Instant;
  recorded_by: PersonRef;
}
export interface NewComponent {
  child: Id;
  role?: string;
  status?: "confirmed" | "suspected";
  embedding?: string;
  modifications?: string[];
}
export interface AssetRef {
  id: Id;
  title: string;
  thumbnail_url: string | null;
  color: string | null;
}
// tus 1.0 at /uploads: Upload-Metadata: filename, filetype?, asset_id? (new version), collection_id?, title?, checksum extension sha256|sha1? ; final PATCH and HEAD carry Placet-Asset: ID and Placet-Duplicate: true|false
// Collections: GET /collections -> Page<Collection>; POST NewCollection; GET/PATCH/DELETE /collections/{id}; PUT/DELETE /collections/{id}/assets/{asset_id} -> 204
export interface Collection {
  id: Id;
  name: string;
  description: string;
  asset_count: number;
  shared_with: Organization[];
  created_at: Instant;
  revision: number;
}
export interface NewCollection {
  name: string;
  description?: string;
  shared_with?: Id[];
}
export interface CollectionChange {
  name?: string;
  description?: string;
  shared_with?: Id[];
}

// ---- agreements, rights ---------------------------------------------------------------------------------
export type Headline = "ALLOWED" | "ALLOWED_WITH_DUTIES" | "PARTIAL" | "CONDITIONAL" | "UNKNOWN" | "DENIED";
export interface Use {
  channels: string[];
  territories: string[];
  start: Day;
  end: Day;
  purposes?: string[];
  mode?: "new" | "continue";
  actor?: string;
  brand?: string;
  category?: string;
  modifications?: string[];
  embedding?: string;
  quantity?: Record<string, number>;
  published_at?: Instant;
  zone?: string;
  accessible?: string[];
  produced_at?: string;
}
export interface UseRequest extends Use {
  asset?: Id;
  assets?: Id[];
  belief_at?: Instant;
} // POST /verdicts -> Verdicts (at most 200 assets)
export interface Verdicts {
  items: Verdict[];
}
export interface Verdict {
  id: Id;
  asset: Id;
  use: Use;
  headline: Headline;
  sentence: string;
  cleared: string[] /* canonical lines */;
  boxes: ClearedBox[];
  reasons: Reason[];
  supports: Support[];
  duties: Duty[];
  remedies: Remedy[];
  notes: string[];
  stable_until: Instant | null;
  next_events: NextEvent[];
  asked_at: Instant;
  belief_at: Instant;
  inputs_hash: string;
  engine_version: string;
  reference_version: string;
}
export interface ClearedBox {
  channels: string[];
  territories: string[];
  from: string;
  until: string;
  purposes: string[];
}
export interface Reason {
  code: string;
  message: string;
  path: string[];
  interest: string | null;
  rule: string | null;
  agreement_id: Id | null;
  agreement_reference: string | null;
  clause: ClauseQuote | null;
  region: string;
  remedy: string | null;
}
export interface ClauseQuote {
  quote: string | null;
  page: number | null;
}
export interface Support {
  path: string[];
  interest: string;
  rule: string;
  agreement_id: Id | null;
  agreement_reference: string | null;
  clause: ClauseQuote | null;
  until: string | null;
}
export interface Duty {
  id: string;
  timing: "pre" | "concurrent" | "post";
  kind: string;
  text: string;
  state: string;
}
export interface Remedy {
  code: string;
  text: string;
}
export interface NextEvent {
  at: Instant;
  what: string;
}
// GET /verdicts/{id} -> Verdict (as stored)
// GET /rights/reference -> RightsReference
export interface RightsReference {
  version: string;
  channels: { key: string; name: string; family: string; reserved: boolean }[];
  channel_groups: { key: string; name: string; members: string[] }[];
  territories: { code: string; name: string }[];
  territory_groups: { key: string; name: string; members: string[]; possible: string[]; dated: boolean }[];
  purposes: { key: string; name: string; reserved: boolean }[];
  modifications: { key: string; name: string; reserved: boolean }[];
  zones: string[];
  interest_kinds: { key: string; name: string }[];
  agreement_kinds: { key: string; name: string }[];
  restriction_codes: string[];
}
export type AgreementKind =
  | "licence"
  | "talent"
  | "model_release"
  | "property_release"
  | "consent"
  | "assignment"
  | "open_licence"
  | "statute"
  | "house_policy";
export interface Agreement {
  id: Id;
  reference: string;
  title: string;
  kind: AgreementKind;
  licensor: string;
  licensee: string;
  signed_on: Day | null;
  status: "draft" | "sent" | "executed" | "suspended" | "terminated" | "void";
  review: "draft" | "extracted" | "reviewed" | "approved";
  notes: string;
  clauses: Clause[];
  grants: Fact[];
  restrictions: Fact[];
  waivers: Fact[];
  revocations: Fact[];
  interests: Interest[] /* that its rules touch */;
  assets: AssetRef[];
  created_at: Instant;
  updated_at: Instant;
  revision: number;
}
export interface AgreementSummary {
  id: Id;
  reference: string;
  title: string;
  kind: AgreementKind;
  licensor: string;
  status: string;
  review: string;
  signed_on: Day | null;
  ends_on: string | null /* latest end of its grants: day, "PERPETUAL" or "UNKNOWN" */;
  asset_count: number;
  updated_at: Instant;
}
// GET /agreements?q=&review=&asset= -> Page<AgreementSummary>; POST NewAgreement -> 201 Agreement; GET /agreements/{id}; PATCH (If-Match) AgreementChange
// POST /agreements/{id}/reviews {to: review} -> Agreement (draft->extracted->reviewed->approved; back to draft allowed; approved needs approve_agreements)
export interface NewAgreement {
  reference: string;
  title: string;
  kind: AgreementKind;
  licensor?: string;
  licensee?: string;
  signed_on?: Day;
  status?: string;
  notes?: string;
}
export type AgreementChange = Partial<NewAgreement>;
export interface Clause {
  id: Id;
  page: number | null;
  quote: string;
  recorded_at: Instant;
} // POST /agreements/{id}/clauses NewClause -> Clause ; DELETE …/clauses/{id}
export interface NewClause {
  page?: number;
  quote: string;
}
// A fact: `body` is exactly the case format of the rights engine (fields of grants[], restrictions[] …) without id/agreement/review/recorded_at, which the server fills.
export interface Fact {
  id: Id;
  kind: "grant" | "restriction" | "waiver" | "revocation";
  body: Record<string, unknown>;
  clause_id: Id | null;
  summary: string /* plain words */;
  recorded_at: Instant;
  recorded_by: PersonRef;
  readable: boolean;
}
// POST /agreements/{id}/grants | /restrictions | /waivers | /revocations  NewFact -> 201 Fact ; PUT …/{fact_id} NewFact -> Fact (supersedes) ; DELETE …/{fact_id} -> 204 (supersedes with nothing)
export interface NewFact {
  body: Record<string, unknown>;
  clause_id?: Id;
  no_document?: string /* reason when there is no clause */;
}
//   grant body: { interest: Id (or interests: Id[] at the API: one fact each), channels[], exclude_channels?, territories[], exclude?, purposes[], period:{start,end,zone?,duration?…}, modifications?, category_excluded?, brands?, caps?, duties?, territory_binding?, territory_test?, … }
//   unknown country/channel/purpose, end before start, missing period.end -> 422 with code e.g. territory.unknown, channel.unknown, period.end_before_start, field.missing and `field`
// Interests: GET /interests?asset=ID -> {items: Interest[]}; POST NewInterest -> 201; PUT /interests/{id} NewInterest (supersedes); DELETE
export interface Interest {
  id: Id;
  asset: AssetRef;
  kind: string;
  kind_name: string;
  holder: string;
  subject: string;
  completeness: "none" | "partial" | "complete";
  not_required: string | null;
  recorded_at: Instant;
  recorded_by: PersonRef;
}
export interface NewInterest {
  asset: Id;
  kind: string;
  holder?: string;
  subject?: string;
  completeness?: "none" | "partial" | "complete";
  not_required?: string;
}
// POST /interests/bulk {assets: Id[], kind, holder?, completeness?} -> {items: Interest[]}
// GET /assets/{id}/rights -> AssetRights : everything on record that bears on the asset (its own and its components')
export interface AssetRights {
  interests: InterestRights[];
  restrictions: Fact[];
  components: Component[];
}
export interface InterestRights {
  interest: Interest;
  path: string[];
  grants: (Fact & { agreement_id: Id; agreement_reference: string; agreement_review: string })[];
}
// GET /assets/{id}/facts/history -> Page<FactHistory>
export interface FactHistory {
  id: Id;
  entity_id: Id;
  kind: string;
  summary: string;
  recorded_at: Instant;
  superseded_at: Instant | null;
  recorded_by: PersonRef;
}

// ---- search ---------------------------------------------------------------------------------------------
// GET /search?q=&field.kind=&field.collection=&field.keyword=&field.organization=&field.state=&cleared.channel=&cleared.territory=&cleared.from=&cleared.until=&cleared.purpose=&bucket=&facets=kind,keyword&sort=relevance|newest|title&limit=&cursor=
//   repeated parameters are OR within a field, AND between fields; cleared.channel/territory/purpose repeatable or comma separated; bucket one of Headline lower case, repeatable
export interface SearchAnswer {
  total: number;
  buckets: Buckets | null;
  hits: SearchHit[];
  facets: Record<string, FacetCount[]>;
  next_cursor: string | null;
  took_ms: number;
  indexed_through: number;
}
export interface Buckets {
  allowed: number;
  allowed_with_duties: number;
  partial: number;
  conditional: number;
  unknown: number;
  denied: number;
}
export interface FacetCount {
  value: string;
  label: string;
  count: number;
}
export interface SearchHit {
  asset_id: Id;
  title: string;
  kind: Kind;
  mime: string;
  file_name: string;
  width: number | null;
  height: number | null;
  color: string | null;
  preview: string;
  thumbnail_url: string | null;
  preview_url: string | null;
  state: "active" | "archived";
  headline: Headline | null /* null: no use asked */;
  sentence: string | null;
  stable_until: Instant | null;
  matched: string[];
  created_at: Instant;
}
// GET /search/suggest?q= -> { items: Suggestion[] }
export interface Suggestion {
  kind: "title" | "keyword" | "collection" | "agreement";
  text: string;
  id: Id | null;
  count: number;
}

// ---- approvals ------------------------------------------------------------------------------------------
export interface Approval {
  id: Id;
  asset: AssetRef;
  version_id: Id;
  version_number: number;
  version_hash: string;
  is_current_version: boolean;
  use: Use;
  channel_id: Id | null;
  note: string;
  state: "open" | "approved" | "declined" | "changes_wanted" | "lapsed" | "withdrawn";
  verdict: VerdictSummary | null /* now */;
  requested_by: PersonRef;
  requested_at: Instant;
  due_on: Day | null;
  decisions: Decision[];
  comments: Comment[];
  can_decide: boolean;
  cannot_decide_because: string | null;
}
export interface VerdictSummary {
  headline: Headline;
  sentence: string;
  verdict_id: Id | null;
  stable_until: Instant | null;
}
export interface Decision {
  id: Id;
  by: PersonRef;
  outcome: "approve" | "decline" | "changes";
  note: string;
  decided_at: Instant;
  verdict_id: Id | null;
}
export interface Comment {
  id: Id;
  by: PersonRef;
  body: string;
  written_at: Instant;
}
export interface ChannelRef {
  id: Id;
  key: string;
  name: string;
  kind: string;
}
// GET /approvals?state=&asset=&mine=true -> Page<Approval>; POST NewApproval -> 201; GET /approvals/{id}; POST /approvals/{id}/decisions NewDecision -> Approval (409 rights.not_cleared when approving what is not cleared; 409 approval.four_eyes for the requester; 409 approval.version_changed); POST …/comments {body}; POST …/withdrawals
export interface NewApproval {
  asset_id: Id;
  use: Use;
  channel_id?: Id;
  note?: string;
  due_on?: Day;
}
export interface NewDecision {
  outcome: "approve" | "decline" | "changes";
  note?: string;
}

// ---- publishing -----------------------------------------------------------------------------------------
export interface Channel {
  id: Id;
  key: string;
  name: string;
  kind: "folder" | "public_url";
  rights_channel: string /* leaf */;
  territories: string[];
  purposes: string[];
  preset: "original" | "large" | "preview";
  folder: string | null;
  state: "active" | "retired";
  created_at: Instant;
  revision: number;
}
// GET /channels, POST NewChannel, PATCH /channels/{id}
export interface NewChannel {
  key: string;
  name: string;
  kind: "folder" | "public_url";
  rights_channel: string;
  territories: string[];
  purposes?: string[];
  preset?: string;
  folder?: string /* relative, under <data>/channels */;
}
export interface Publication {
  id: Id;
  asset: AssetRef;
  version_id: Id;
  version_hash: string;
  channel: ChannelRef;
  use: Use;
  campaign: { id: Id; name: string } | null;
  state: "planned" | "live" | "ended" | "taken_down" | "failed" | "cancelled";
  starts_at: Instant;
  ends_at: Instant | null;
  live_at: Instant | null;
  stable_until: Instant | null;
  ended_at: Instant | null;
  end_cause: EndCause | null;
  public_url: string | null;
  copy_removed_at: Instant | null;
  verdict_id: Id | null;
  verdict: VerdictSummary | null;
  approval_id: Id | null;
  created_by: PersonRef;
  created_at: Instant;
  log: PublicationLog[];
  blocked: boolean /* live row but the right has ended by the clock */;
}
export interface EndCause {
  code: "right_ended" | "right_changed" | "window_ended" | "taken_down" | "failed" | "cancelled";
  sentence: string;
  reasons: Reason[];
}
export interface PublicationLog {
  at: Instant;
  what: string;
  detail: string;
  by: PersonRef;
}
// GET /publications?state=&asset=&channel= -> Page<Publication>; POST NewPublication -> 201 (409 rights.not_cleared | publication.not_approved | publication.no_rendition with all reasons); GET /publications/{id}; POST …/takedown {reason} -> Publication
export interface NewPublication {
  asset_id: Id;
  channel_id: Id;
  approval_id?: Id /* else the newest approval of these bytes covering the use */;
  start: Day;
  end: Day;
  campaign_id?: Id;
}
export interface GateAnswer {
  go: boolean;
  reasons: Reason[];
  missing: { code: string; message: string }[];
  verdicts: Verdict[];
} // POST /gate UseRequest
// Public: GET //d/{key} and //d/{key}/{version-hash}: bytes, or 451 problem code `publication.right_ended` with sentence and reasons; 404 unknown

// ---- campaigns ------------------------------------------------------------------------------------------
export interface Campaign {
  id: Id;
  name: string;
  brief: string;
  starts_on: Day;
  ends_on: Day;
  publication_count: number;
  live_count: number;
  created_at: Instant;
  revision: number;
}
export interface NewCampaign {
  name: string;
  brief?: string;
  starts_on: Day;
  ends_on: Day;
} // GET/POST /campaigns, GET/PATCH /campaigns/{id}

// ---- operations, audit ----------------------------------------------------------------------------------
export interface JobEntry {
  id: Id;
  kind: string;
  state: "waiting" | "running" | "done" | "dead";
  subject: string;
  attempts: number;
  max_attempts: number;
  run_at: Instant;
  last_error: string | null;
  created_at: Instant;
  finished_at: Instant | null;
}
// GET /jobs?state= -> Page<JobEntry> & {counts: {waiting, running, dead, done_today}} ; POST /jobs/{id}/retries -> JobEntry
export interface EventEntry {
  seq: number;
  name: string;
  sentence: string;
  subject_kind: string;
  subject_id: Id | null;
  actor: PersonRef;
  at: Instant;
  data: Record<string, unknown>;
}
// GET /audit?subject=&name=&before_seq= -> Page<EventEntry>; GET /audit/verify -> {ok: boolean, checked: number, first_bad: number | null}
// //health/live //health/ready //metrics ; /openapi.json ; //api/docs

/** One page of a list. */
export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}
