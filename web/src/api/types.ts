/**
 * The API's shapes under the names of its document. They are made, not written: `npm run gen` reads
 * docs/api/openapi.json into schema.d.ts, and this file only names what the screens use of it.
 *
 * Instants are RFC 3339 strings in UTC, civil dates 'YYYY-MM-DD', ids UUID strings.
 */
import type { components } from "@/api/schema";

type Schemas = components["schemas"];

export type Problem = Schemas["Problem"];

export type CurrentSession = Schemas["CurrentSession"];
export type NewOrganization = Schemas["NewOrganization"];
export type NewPerson = Schemas["NewPerson"];
export type Organization = Schemas["Organization"];
export type Permission = Schemas["Permission"];
export type Person = Schemas["Person"];
export type PersonChange = Schemas["PersonChange"];
export type Role = Schemas["Role"];
export type SignIn = Schemas["SignIn"];

export type Asset = Schemas["Asset"];
export type AssetField = Schemas["AssetField"];
export type AssetFields = Schemas["AssetFields"];
export type AssetChange = Schemas["AssetChange"];
export type AssetRef = Schemas["AssetRef"];
export type BulkEdit = Schemas["BulkEdit"];
export type BulkOutcome = Schemas["BulkOutcome"];
export type ContentCredentials = Schemas["ContentCredentials"];
export type Collection = Schemas["Collection"];
export type Duplicate = Schemas["Duplicate"];
export type DuplicateGroup = Schemas["DuplicateGroup"];
export type Lookalike = Schemas["Lookalike"];
export type Merge = Schemas["Merge"];
export type MergePreview = Schemas["MergePreview"];
export type ToolEntry = Schemas["ToolEntry"];
export type Field = Schemas["Field"];
export type FieldChange = Schemas["FieldChange"];
export type FieldEntry = Schemas["FieldEntry"];
export type FieldKind = Schemas["FieldKind"];
export type MetadataField = Schemas["MetadataField"];
export type NewField = Schemas["NewField"];
export type TableOutcome = Schemas["TableOutcome"];
export type NewVocabulary = Schemas["NewVocabulary"];
export type Term = Schemas["Term"];
export type Vocabulary = Schemas["Vocabulary"];
export type VocabularyChange = Schemas["VocabularyChange"];
export type VocabularyContent = Schemas["VocabularyContent"];
export type VocabularyEntry = Schemas["VocabularyEntry"];
export type Version = Schemas["Version"];

export type Agreement = Schemas["Agreement"];
export type AgreementChange = Schemas["AgreementChange"];
export type AgreementDate = Schemas["AgreementDate"];
export type AgreementKind = Schemas["AgreementKind"];
export type AgreementSummary = Schemas["AgreementSummary"];
export type AiReservation = Schemas["AiReservation"];
export type AssetRights = Schemas["AssetRights"];
export type FileRights = Schemas["FileRights"];
export type StatementShown = Schemas["StatementShown"];
export type Cap = Schemas["Cap"];
export type Clause = Schemas["Clause"];
export type Component = Schemas["Component"];
export type PaperFile = Schemas["Document"];
export type DutyOwed = Schemas["DutyOwed"];
export type Fact = Schemas["Fact"];
export type FactHistory = Schemas["FactHistory"];
export type Finding = Schemas["Finding"];
export type Impact = Schemas["Impact"];
export type Interest = Schemas["Interest"];
export type InterestRights = Schemas["InterestRights"];
export type NewAgreement = Schemas["NewAgreement"];
export type NewClause = Schemas["NewClause"];
export type NewComponent = Schemas["NewComponent"];
export type NewFact = Schemas["NewFact"];
export type NewInterest = Schemas["NewInterest"];
export type NewPreview = Schemas["NewPreview"];
export type NewReferenceChange = Schemas["NewReferenceChange"];
export type PreviewedChange = Schemas["PreviewedChange"];

export type Import = Schemas["Import"];
export type ImportFile = Schemas["ImportFile"];
export type ImportPlace = Schemas["ImportPlace"];
export type NewFolderImport = Schemas["NewFolderImport"];
export type NewRecordsImport = Schemas["NewRecordsImport"];
export type RecordsPreview = Schemas["RecordsPreview"];
export type PreviewColumn = Schemas["PreviewColumn"];
export type PreviewRow = Schemas["PreviewRow"];
export type SentRecords = Schemas["SentRecords"];
export type AssetRecord = Schemas["AssetRecord"];

export type Erasure = Schemas["Erasure"];
export type Imported = Schemas["Imported"];
export type NewFromPreset = Schemas["NewFromPreset"];
export type NewImport = Schemas["NewImport"];
export type NewPersonShown = Schemas["NewPersonShown"];
export type PersonShown = Schemas["PersonShown"];
export type PersonWithRights = Schemas["PersonWithRights"];
export type Preset = Schemas["Preset"];
export type Proposal = Schemas["Proposal"];
export type ProposedRule = Schemas["ProposedRule"];
export type BoughtAndUsed = Schemas["BoughtAndUsed"];
export type BoughtCount = Schemas["BoughtCount"];
export type BoughtLine = Schemas["BoughtLine"];
export type NewAnswer = Schemas["NewAnswer"];
export type OpenQuestion = Schemas["OpenQuestion"];
export type OpenQuestions = Schemas["OpenQuestions"];
export type Question = Schemas["Question"];

export type DutyProposal = Schemas["DutyProposal"];
export type DutyRule = Schemas["DutyRule"];
export type Flag = Schemas["Flag"];
export type NewDutyRule = Schemas["NewDutyRule"];
export type NewFlag = Schemas["NewFlag"];
export type NewRightsPolicy = Schemas["NewRightsPolicy"];
export type RightsPolicy = Schemas["RightsPolicy"];
export type CapLine = Schemas["CapLine"];
export type Coverage = Schemas["Coverage"];
export type CoverageSlice = Schemas["CoverageSlice"];
export type DatedAgreement = Schemas["DatedAgreement"];
export type ExclusivityLine = Schemas["ExclusivityLine"];
export type Ledgers = Schemas["Ledgers"];
export type RightsDate = Schemas["RightsDate"];
export type Timeline = Schemas["Timeline"];

export type ClauseQuote = Schemas["ClauseQuote"];
export type ClearedBox = Schemas["ClearedBox"];
export type Reason = Schemas["Reason"];
export type ReferenceChange = Schemas["ReferenceChange"];
export type ReferenceImpact = Schemas["ReferenceImpact"];
export type RightsReference = Schemas["RightsReference"];
export type UseImpact = Schemas["UseImpact"];
export type Use = Schemas["Use"];
export type Verdict = Schemas["Verdict"];
export type VerdictSummary = Schemas["VerdictSummary"];

export type Buckets = Schemas["Buckets"];
export type FacetCount = Schemas["FacetCount"];
export type SearchAnswer = Schemas["SearchAnswer"];
export type SearchHit = Schemas["SearchHit"];
export type Suggestion = Schemas["Suggestion"];
/** The words of a verdict, as the buckets of a search name them. */
export type Headline = Uppercase<keyof Buckets>;

export type Approval = Schemas["Approval"];
export type Decision = Schemas["Decision"];
export type NewApproval = Schemas["NewApproval"];
export type NewDecision = Schemas["NewDecision"];

export type PresetRecipe = Schemas["PresetRecipe"];
export type NewRenditionPreset = Schemas["NewRenditionPreset"];
export type RenditionPreset = Schemas["RenditionPreset"];
export type RenditionPresetChange = Schemas["RenditionPresetChange"];

export type Channel = Schemas["Channel"];
export type ChannelChange = Schemas["ChannelChange"];
export type NewChannel = Schemas["NewChannel"];
export type GoodFaith = Schemas["GoodFaith"];
export type RecordedSince = Schemas["RecordedSince"];
export type NewPublication = Schemas["NewPublication"];
export type Publication = Schemas["Publication"];

export type Campaign = Schemas["Campaign"];
export type NewCampaign = Schemas["NewCampaign"];

export type ChainCheck = Schemas["ChainCheck"];
export type EventEntry = Schemas["EventEntry"];
export type JobCounts = Schemas["JobCounts"];
export type JobEntry = Schemas["JobEntry"];
