// Made by `npm run gen` from docs/api/openapi.json. Not to be edited.

export interface paths {
    "/api/v1/agreements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Agreements, newest first. */
        get: operations["list_agreements"];
        put?: never;
        /** Record an agreement. */
        post: operations["add_agreement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/dates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Days by which somebody must act, the earliest first: ends, options, notices, duties, money. */
        get: operations["list_agreement_dates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/dates.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a calendar other programs read: a day long each, with a reminder for every alert. */
        get: operations["show_dates_calendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/from-preset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record an open licence or a statement of rights for some interests, to be reviewed like any agreement. */
        post: operations["add_from_preset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take in a policy in ODRL 2.2 (JSON-LD or Turtle) as a proposed agreement, or hear what is missing for that. */
        post: operations["import_policy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One agreement with everything that is read from it, or was known of it at an earlier moment. */
        get: operations["show_agreement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the head of an agreement. */
        patch: operations["change_agreement"];
        trace?: never;
    };
    "/api/v1/agreements/{id}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer a question of the agreement: every rule it is about is corrected, or none. */
        post: operations["answer_question"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring assets under an agreement on the terms of grants it already has, and hold them back until a day. */
        post: operations["bring_under_agreement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/bought": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an agreement grants beside what of it was ever used, by channel and by place. */
        get: operations["show_bought"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/clauses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Quote a clause. */
        post: operations["add_clause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/clauses/{clause_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a clause off the record; rules that stand on it must be changed first. */
        delete: operations["remove_clause"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * File a paper: the body is the file itself. PDF, pictures, plain text, mails and text documents of at most 100 MiB are
         *     taken, told by their content.
         */
        post: operations["add_document"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/documents/{document_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a file off the record. Its bytes stay as evidence of what was on record; clauses that stand in it come first. */
        delete: operations["remove_document"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/documents/{document_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of an agreement, to be saved. Takes ranges and conditions; each download is in the trail. */
        get: operations["download_document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/documents/{document_id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every version of a file, the newest first. */
        get: operations["list_document_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/duty_events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record what became of a duty. */
        post: operations["add_duty_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/duty_events/{fact_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Correct a duty event: the old record stays as superseded. */
        put: operations["replace_duty_event"];
        post?: never;
        /** Take a duty event off the record. */
        delete: operations["remove_duty_event"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/engagements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record that somebody acts for the house or with it. */
        post: operations["add_engagement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/engagements/{fact_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Correct an engagement: the old record stays as superseded. */
        put: operations["replace_engagement"];
        post?: never;
        /** Take an engagement off the record. */
        delete: operations["remove_engagement"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/exclusivities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record what somebody has for themselves alone: one fact for each interest; the first is answered. */
        post: operations["add_exclusivity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/exclusivities/{fact_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Correct an exclusivity: the old record stays as superseded. */
        put: operations["replace_exclusivity"];
        post?: never;
        /** Take an exclusivity off the record. */
        delete: operations["remove_exclusivity"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/fees": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record money that is due: `amount_minor` (cents), `currency`, `what`, `due_on`, `settled_on` once it is paid. */
        post: operations["add_fee"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/fees/{fact_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Correct a fee, or say that it was paid: the old record stays as superseded. */
        put: operations["replace_fee"];
        post?: never;
        /** Take a fee off the record. */
        delete: operations["remove_fee"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What to look at before the agreement is approved, gravest first. */
        get: operations["list_findings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record a grant: one fact for each interest named; the first is answered. */
        post: operations["add_grant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/grants/{fact_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Correct a grant: the old one stays on record as superseded. */
        put: operations["replace_grant"];
        post?: never;
        /** Take a grant off the record. */
        delete: operations["remove_grant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every fact ever recorded in an agreement, its head included, newest first, with what came in its place. */
        get: operations["list_agreement_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/notice_windows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record from when until when a notice can be given: `kind`, `opens` and `closes` as lengths before the end (`P60D`). */
        post: operations["add_notice_window"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/notice_windows/{fact_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Correct a notice window: the old record stays as superseded. */
        put: operations["replace_notice_window"];
        post?: never;
        /** Take a notice window off the record. */
        delete: operations["remove_notice_window"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a change would lead to: publications and approvals that would stand or fall. Nothing is stored. */
        post: operations["preview_agreement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the agreement does not say, each with how much it leaves unknown: the gravest first. */
        get: operations["list_open_questions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/restrictions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record a restriction. */
        post: operations["add_restriction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/restrictions/{fact_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Correct a restriction. */
        put: operations["replace_restriction"];
        post?: never;
        /** Take a restriction off the record. */
        delete: operations["remove_restriction"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the review a step further, or back to draft. */
        post: operations["review_agreement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/revocations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record a revocation of a grant, an interest or the whole agreement. */
        post: operations["add_revocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/revocations/{fact_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Correct a revocation. */
        put: operations["replace_revocation"];
        post?: never;
        /** Take a revocation off the record. */
        delete: operations["remove_revocation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record what was reserved or used of a cap, outside uses too. */
        post: operations["add_usage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/usage/{fact_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Correct an entry of the ledger: the old record stays as superseded. */
        put: operations["replace_usage"];
        post?: never;
        /** Take an entry of the ledger off the record. */
        delete: operations["remove_usage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/waivers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record a waiver of a restriction. */
        post: operations["add_waiver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/waivers/{fact_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Correct a waiver. */
        put: operations["replace_waiver"];
        post?: never;
        /** Take a waiver off the record. */
        delete: operations["remove_waiver"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Approvals, newest first. Partners see their own requests. */
        get: operations["list_approvals"];
        put?: never;
        /** Ask for approval of an asset's current version for a use. */
        post: operations["request_approval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One approval. */
        get: operations["show_approval"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a remark. */
        post: operations["comment_approval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide. A yes is only taken while the rights clear the use, and keeps the verdict it stands on. */
        post: operations["decide_approval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{id}/withdrawals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an open request back: whoever asked, or whoever decides. */
        post: operations["withdraw_approval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload a file as a new asset. Bytes that are here already answer 200 with the asset that has them. */
        post: operations["upload_asset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One asset. */
        get: operations["show_asset"];
        put?: never;
        post?: never;
        /** Archive: it stays on record, and what is live of it is taken down. */
        delete: operations["archive_asset"];
        options?: never;
        head?: never;
        /** Change title, description or keywords. */
        patch: operations["change_asset"];
        trace?: never;
    };
    "/api/v1/assets/{id}/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes an address that shows one cut of the current version to whoever holds it, without signing in, until it expires. It stands on
         *     the right of whoever made it: when that person may no longer take the original, it ends. Making one is in the trail.
         */
        post: operations["sign_address"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/components": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The assets inside an asset, now or as known at an earlier moment. */
        get: operations["list_components"];
        put?: never;
        /** Say that an asset contains another. */
        post: operations["add_component"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/components/{component_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Confirm, suspect or reject a component. */
        patch: operations["change_component"];
        trace?: never;
    };
    "/api/v1/assets/{id}/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Where and when an asset may be used: every channel and territory over a window. Nothing is kept. */
        post: operations["draw_asset_coverage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What left of an asset, hour by hour and door by door, the latest first: 200 lines at most. Counted for every answer that carried
         *     bytes; a crash of the server can lose the last five seconds. Downloads of originals are in the trail, one by one.
         */
        get: operations["list_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to an asset. */
        get: operations["list_asset_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/facts/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every fact ever recorded about an asset, newest first, with until when it was believed. */
        get: operations["list_fact_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the fields of an asset say. */
        get: operations["show_asset_fields"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what fields say. All or nothing: one value that cannot be kept refuses the whole, with the field's name. */
        patch: operations["change_asset_fields"];
        trace?: never;
    };
    "/api/v1/assets/{id}/fields/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest 200 changes of an asset's fields, newest first. */
        get: operations["list_field_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/fields/history/{entry}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take one change back, if the field still says what the change made it say. */
        post: operations["undo_field_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/flags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The marks of an asset, now or as known at an earlier moment. */
        get: operations["list_flags"];
        put?: never;
        /** Mark an asset: duties of law or the house may then stand on it. */
        post: operations["add_flag"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/flags/{flag_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a mark away: duties fall with it, so it takes somebody who may approve agreements. */
        delete: operations["remove_flag"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/lookalikes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The assets that are the same as this one or look the same, the nearest first; at most 50. */
        get: operations["list_lookalikes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge assets into this one. It keeps its file and its words and is filled from the others; they stay on record
         *     under it with all their files, and their rights bind it.
         */
        post: operations["merge_assets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/merge/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a merge would change: fields, collections, who sees it, and every answer about its rights. Nothing is stored. */
        post: operations["preview_merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was merged into this asset, or it into another, the latest first. */
        get: operations["list_merges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the current version's file says about itself, and which place won where its standards differ. Where it was
         *     taken is told to those who may have the original.
         */
        get: operations["show_metadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/metadata/raw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every value of every block, as the file has it. Places and serial numbers are for those who may have the original. */
        get: operations["show_raw_metadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/original": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The uploaded file, to be saved. Takes ranges and conditions; each download is on the asset's record. */
        get: operations["download_original"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/renditions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the previews of the current version again, for example after an upgrade that knows more formats. */
        post: operations["make_renditions_again"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/renditions/{preset}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture made from an asset: `thumbnail`, `preview`, `large`, or by a preset of the house, made when it is first asked
         *     for. Whoever may not have the original gets no finer pixels than `large` has.
         */
        get: operations["show_rendition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/restorations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an archived asset back into use. */
        post: operations["restore_asset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/rights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything on record that bears on an asset, its components' included, now or at an earlier moment. */
        get: operations["show_asset_rights"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/rights.odrl.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is certainly cleared of an asset, as a policy in ODRL 2.2 (JSON-LD). */
        get: operations["show_asset_policy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/rights.xmp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is certainly cleared of an asset, as the fields of a file (XMP with PLUS and IPTC), to lie beside it. */
        get: operations["show_rights_fields"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/rights/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the current file says about its rights, each with what it would become here: proposals, never permissions. */
        get: operations["list_rights_proposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/rights/proposals/acceptances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take statements of the file in, one or all: as proposals in an agreement that nobody has reviewed, each once. */
        post: operations["accept_rights_proposals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/rights/proposals/dismissals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave statements of the file out, and say why. */
        post: operations["dismiss_rights_proposals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/rights/reservation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether mining and training on an asset are reserved, and who switched it. */
        get: operations["show_ai_reservation"];
        /** Reserve mining and training on an asset: a restriction that counts at once, and that machines are told. */
        put: operations["reserve_ai_rights"];
        post?: never;
        /** Take the reservation of an asset back. */
        delete: operations["release_ai_rights"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/unmerge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back the merge that put this asset aside, with all that was merged at once. */
        post: operations["unmerge_asset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All versions, newest first. */
        get: operations["list_versions"];
        put?: never;
        /** Upload a file as the new version of an asset. The bytes it has already answer 200. */
        post: operations["upload_version"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/versions/{version_id}/restorations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an earlier file the current one again: its bytes become a new version, and approvals start anew. */
        post: operations["restore_version"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The trail of everything that happened. */
        get: operations["list_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the trail is whole: every entry's hash is computed again. */
        get: operations["verify_chain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulk-edits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change fields of many assets. Those that refuse stay as they are and say why. */
        post: operations["make_bulk_edit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulk-edits/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a bulk edit would change, and which assets it would leave alone. Changes nothing. */
        post: operations["preview_bulk_edit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Campaigns, newest first. */
        get: operations["list_campaigns"];
        put?: never;
        /** Add a campaign. */
        post: operations["add_campaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One campaign. */
        get: operations["show_campaign"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a campaign. */
        patch: operations["change_campaign"];
        trace?: never;
    };
    "/api/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Channels by key; the list is always whole. */
        get: operations["list_channels"];
        put?: never;
        /** Add a channel. */
        post: operations["add_channel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One channel. */
        get: operations["show_channel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change or retire a channel. What is planned or live there keeps the use it was planned for. */
        patch: operations["change_channel"];
        trace?: never;
    };
    "/api/v1/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Collections, in order of making. */
        get: operations["list_collections"];
        put?: never;
        /** Make a collection. */
        post: operations["add_collection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/collections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One collection. */
        get: operations["show_collection"];
        put?: never;
        post?: never;
        /** Remove a collection; its assets stay. */
        delete: operations["remove_collection"];
        options?: never;
        head?: never;
        /** Change its name, its description or the partners who see it. */
        patch: operations["change_collection"];
        trace?: never;
    };
    "/api/v1/collections/{id}/assets/{asset_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Put an asset into a collection. */
        put: operations["put_into_collection"];
        post?: never;
        /** Take an asset out of a collection. */
        delete: operations["take_from_collection"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/collections/{id}/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Where and when all assets of a collection may be used: the worst of them counts. Nothing is kept. */
        post: operations["draw_collection_coverage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Groups of assets that are the same or look the same, the oldest first. Each is an asset and those like it. */
        get: operations["list_duplicates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/duplicates/dismissals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that assets are not duplicates of each other: they are not told as such again. */
        post: operations["dismiss_duplicates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All fields, in the order they are shown; retired ones last. */
        get: operations["list_fields"];
        put?: never;
        /** Define a field. */
        post: operations["add_field"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fields/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One field. */
        get: operations["show_field"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a field: its names, its help, where files keep it; retire it or take it back. */
        patch: operations["change_field"];
        trace?: never;
    };
    "/api/v1/gate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * May these assets be published so? Go only if every one is cleared for the whole window as things stand and its
         *     current bytes are approved for the use.
         */
        post: operations["ask_gate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Imports, newest first. */
        get: operations["list_imports"];
        put?: never;
        /**
         * Import a folder of the server, or a file of records.
         * @description Both lie below the folder that the setting `import_dir` names; without that setting: 422. Files are copied. A file of
         *     records may have been sent before, and needs no setting then.
         */
        post: operations["begin_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a file of records: JSON objects line by line or a CSV, packed as xz or not. It is kept for a day until its
         *     import begins.
         */
        post: operations["send_records"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/place": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where folders to import may lie, and which there are. */
        get: operations["show_import_place"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The first records of a file as they would be taken; nothing is taken yet. */
        post: operations["preview_records"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One import and how far it is. */
        get: operations["show_import"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give an import up; what it has added stays. */
        post: operations["cancel_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The files of an import, in the order of their paths, 100 at a time. */
        get: operations["list_import_files"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let an import stand still; the file at hand is finished. */
        post: operations["pause_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The result of every file, as a CSV. */
        get: operations["download_import_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Carry a paused import on. */
        post: operations["resume_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take what an import refused once more. Files are read again as they are now; of records the whole file is, and what
         *     is here already is passed over.
         */
        post: operations["retry_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The interests of an asset. */
        get: operations["list_interests"];
        put?: never;
        /** Record something that must be cleared in an asset. */
        post: operations["add_interest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interests/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the same interest for many assets. */
        post: operations["add_interests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Correct an interest: the old record stays as superseded. */
        put: operations["replace_interest"];
        post?: never;
        /** Take an interest off the record: it then no longer has to be cleared, so it takes somebody who may approve. */
        delete: operations["remove_interest"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interests/{id}/person": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take back that an interest is a certain person's: it stays, and nobody is named for it. Their birthday then no longer
         *     holds anything back, so it takes somebody who may approve.
         */
        delete: operations["remove_person_of_interest"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs, newest first. */
        get: operations["list_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/retries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a job that gave up back to work. */
        post: operations["retry_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/metadata-tables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change fields as a table says. Rows with problems are left out and named. */
        post: operations["import_table"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/metadata-tables/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A table (CSV, UTF-8) of these assets and their fields. What a spreadsheet could run has an apostrophe before it. */
        post: operations["export_table"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/metadata-tables/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a table would change, row by row. Changes nothing. */
        post: operations["preview_table"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The API document (OpenAPI 3.1). */
        get: operations["show_document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Organizations by name. */
        get: operations["list_organizations"];
        put?: never;
        /** Add a partner organization. */
        post: operations["add_organization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People shown in assets, newest first. */
        get: operations["list_people_shown"];
        put?: never;
        /** Record somebody who is shown in assets. */
        post: operations["add_person_shown"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Somebody shown, with their rights in assets and the papers that stand for them. */
        get: operations["show_person_shown"];
        /** Correct the record of somebody shown: the old one stays as superseded. */
        put: operations["replace_person_shown"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase what is known of somebody shown: name, birthday, guardian, contact, and their name in the papers that grant
         *     something for them. Ids, times and who did it stay. It cannot be undone; copies made before know the name still.
         */
        post: operations["erase_person_shown"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/presets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All presets: the built-in ones first, then those of the house by name. */
        get: operations["list_rendition_presets"];
        put?: never;
        /** Add a preset. Its pictures are made when somebody first asks for them. */
        post: operations["add_rendition_preset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/presets/example": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Draw what a recipe gives of an asset; kept nowhere. */
        post: operations["draw_preset_example"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/presets/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One preset. */
        get: operations["show_rendition_preset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change or retire a preset. What was made by it stays; the next picture is made by the new recipe. */
        patch: operations["change_rendition_preset"];
        trace?: never;
    };
    "/api/v1/publications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Publications, newest first. */
        get: operations["list_publications"];
        put?: never;
        /** Plan a publication. Refused with every reason unless the rights clear it and these bytes are approved for it. */
        post: operations["plan_publication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/publications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One publication with its history. */
        get: operations["show_publication"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/publications/{id}/good-faith": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether it was shown in good faith: the answer as it was known when it went live against the answer as it is known now,
         *     with who recorded what in between.
         */
        get: operations["show_good_faith"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/publications/{id}/takedown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a live publication down, or cancel a planned one, with a reason. */
        post: operations["take_down_publication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open questions of the whole library, the one whose answer frees most first. */
        get: operations["list_questions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Model and property releases, consents and talent agreements, newest first. */
        get: operations["list_releases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rights/duty-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The duties that law or the house attaches to assets with a mark. */
        get: operations["list_duty_rules"];
        put?: never;
        /** Record a duty rule: it counts from now on for every asset with its mark. */
        post: operations["add_duty_rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rights/duty-rules/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Duty rules that law or good practice suggests, with their source. None is in force until it is recorded. */
        get: operations["list_duty_proposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rights/duty-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Correct a duty rule: the old one stays on record as superseded. */
        put: operations["replace_duty_rule"];
        post?: never;
        /** Take a duty rule off the record: it counts no longer. */
        delete: operations["remove_duty_rule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rights/ledgers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Caps and exclusivities of the whole library: what is left, how fast it goes, who has what alone. */
        get: operations["show_ledgers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rights/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the house decides where agreements are silent, now or as known at an earlier moment. */
        get: operations["show_rights_policy"];
        /** Decide otherwise: the old policy stays on record, and every asset is judged again. */
        put: operations["replace_rights_policy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rights/policy/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every version of the policy, of the duty rules and of what is forbidden of everything, newest first, with until
         *     when it counted.
         */
        get: operations["list_house_rule_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rights/presets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open licences and statements of rights, with the rules each amounts to. */
        get: operations["list_presets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rights/reference": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Channels, territories, purposes and other words of rights. */
        get: operations["show_rights_reference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rights/reference/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the house changed in the reference data, the newest first. */
        get: operations["list_reference_changes"];
        put?: never;
        /** Adds an entry, or puts another version of it in place. Everything that depends on it is read again. */
        post: operations["add_reference_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rights/reference/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How many agreements, assets and uses a change would touch. Nothing is stored. */
        post: operations["preview_reference_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rights/reservation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether mining and training on everything of the house are reserved. */
        get: operations["show_house_ai_reservation"];
        /** Reserve mining and training on everything of the house. */
        put: operations["reserve_house_ai_rights"];
        post?: never;
        /** Take the reservation of the whole house back; those of single assets stay. */
        delete: operations["release_house_ai_rights"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rights/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What ends, begins or has to be done: rights, options, run-offs, embargoes, duties, one group for each agreement. */
        get: operations["show_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Roles and what they may do. */
        get: operations["list_roles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find assets by text, filters and the use they are cleared for. */
        get: operations["search_assets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search/suggest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What to search for, from what was typed so far. */
        get: operations["suggest_searches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in. */
        post: operations["create_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who am I and what may I do. */
        get: operations["show_current_session"];
        put?: never;
        post?: never;
        /** Sign out: the token is worthless afterwards. */
        delete: operations["end_current_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The programs that this server calls for previews: which are here, which are missing and what that costs. */
        get: operations["list_tools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin a resumable upload (tus creation). `Upload-Metadata` keys: filename, title, collection_id, asset_id. */
        post: operations["begin_upload"];
        delete?: never;
        /** What this server can do. */
        options: operations["describe_uploads"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End an upload and forget its bytes. The asset of a finished one stays. */
        delete: operations["end_upload"];
        options?: never;
        /** Where an upload stands. */
        head: operations["show_upload"];
        /** Send the next bytes. The answer to the last ones carries `Placet-Asset`. */
        patch: operations["continue_upload"];
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People, in order of joining. */
        get: operations["list_people"];
        put?: never;
        /** Add a person. */
        post: operations["add_person"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One person. */
        get: operations["show_person"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a person. A new password, role or state ends their sessions. */
        patch: operations["change_person"];
        trace?: never;
    };
    "/api/v1/verdicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** May these assets be used so? Each answer is kept. */
        post: operations["give_verdicts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verdicts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A verdict as it was given. */
        get: operations["show_verdict"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vocabularies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All vocabularies. */
        get: operations["list_vocabularies"];
        put?: never;
        /** Add a vocabulary. */
        post: operations["add_vocabulary"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vocabularies/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One vocabulary. */
        get: operations["show_vocabulary"];
        /** Replace names and terms of a vocabulary. A term that an asset says cannot be taken out, only retired. */
        put: operations["replace_vocabulary"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vocabularies/{key}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was changed about a vocabulary, by whom and when; the latest 100 changes, newest first. */
        get: operations["list_vocabulary_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vocabularies/{key}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many assets say each word of a vocabulary. */
        get: operations["show_vocabulary_usage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A paper on record with everything that is read from it. */
        Agreement: {
            /**
             * Format: uuid
             * @description The agreement this one changes in parts, and the one it stands in place of.
             */
            amends?: string | null;
            assets: components["schemas"]["AssetRef"][];
            /** @description Who may rely on it without having signed it. */
            beneficiaries: string[];
            /** @description How much of its caps is used. */
            caps: components["schemas"]["Cap"][];
            clauses: components["schemas"]["Clause"][];
            co_licensees: string[];
            /** @description Who else gives and takes rights under it, beside the two named first. */
            co_licensors: string[];
            /** Format: date-time */
            created_at: string;
            /** @description By when somebody must act, the earliest first. */
            dates: components["schemas"]["AgreementDate"][];
            /** @description The files of the paper, each in its newest version. */
            documents: components["schemas"]["Document"][];
            /** @description What is owed for its grants, with what became of it. */
            duties: components["schemas"]["DutyOwed"][];
            engagements: components["schemas"]["Fact"][];
            exclusivities: components["schemas"]["Fact"][];
            fees: components["schemas"]["Fact"][];
            governing_law: string;
            grants: components["schemas"]["Fact"][];
            /** Format: uuid */
            id: string;
            /** @description The interests its rules touch. */
            interests: components["schemas"]["Interest"][];
            kind: components["schemas"]["AgreementKind"];
            licensee: string;
            licensor: string;
            next_date?: components["schemas"]["AgreementDate"] | null;
            notes: string;
            notice_windows: components["schemas"]["Fact"][];
            reference: string;
            /** Format: uuid */
            replaces?: string | null;
            restrictions: components["schemas"]["Fact"][];
            review: components["schemas"]["Review"];
            /** Format: int32 */
            revision: number;
            revocations: components["schemas"]["Fact"][];
            /** Format: date */
            signed_on?: string | null;
            status: components["schemas"]["Status"];
            title: string;
            /** Format: date-time */
            updated_at: string;
            waivers: components["schemas"]["Fact"][];
        };
        /** @description What is absent stays as it is; `signed_on: null` takes the day away. */
        AgreementChange: {
            /**
             * Format: uuid
             * @default null
             */
            amends?: string | null;
            /** @default null */
            beneficiaries?: string[] | null;
            /** @default null */
            co_licensees?: string[] | null;
            /**
             * @description Each list stands in place of the one before.
             * @default null
             */
            co_licensors?: string[] | null;
            /** @default null */
            governing_law?: string | null;
            /** @default null */
            kind?: components["schemas"]["AgreementKind"] | null;
            /** @default null */
            licensee?: string | null;
            /** @default null */
            licensor?: string | null;
            /** @default null */
            notes?: string | null;
            /** @default null */
            reference?: string | null;
            /**
             * Format: uuid
             * @default null
             */
            replaces?: string | null;
            /**
             * Format: date
             * @default null
             */
            signed_on?: string | null;
            /** @default null */
            status?: components["schemas"]["Status"] | null;
            /** @default null */
            title?: string | null;
        };
        /** @description A day by which somebody must act. */
        AgreementDate: {
            /** @description `renew_or_let_lapse`, `exercise`, `give_notice`, `settle` or `pay`. */
            action: string;
            agreement: components["schemas"]["AgreementRef"];
            alert: components["schemas"]["Alert"];
            /** Format: date */
            date: string;
            /**
             * Format: uuid
             * @description The fact it comes from; absent where several end on that day.
             */
            fact?: string | null;
            /** @description `expiry`, `option`, `notice`, `renewal`, `fee` or `duty`. */
            kind: string;
            /** @description In plain words. */
            what: string;
        };
        /** @description A fact with the agreement it stands in. */
        AgreementFact: components["schemas"]["Fact"] & {
            /** Format: uuid */
            agreement_id: string;
            agreement_reference: string;
            agreement_review: string;
        };
        /**
         * @description What kind of paper it is.
         * @enum {string}
         */
        AgreementKind: "licence" | "talent" | "model_release" | "property_release" | "consent" | "assignment" | "open_licence" | "statute" | "house_policy";
        /** @description An agreement named in another answer. */
        AgreementRef: {
            /** Format: uuid */
            id: string;
            reference: string;
            title: string;
        };
        AgreementSummary: {
            /** Format: int64 */
            asset_count: number;
            /** @description The latest end of its grants: a day, `PERPETUAL` or `UNKNOWN`; absent without grants. */
            ends_on?: string | null;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["AgreementKind"];
            licensor: string;
            reference: string;
            review: components["schemas"]["Review"];
            /** Format: date */
            signed_on?: string | null;
            status: components["schemas"]["Status"];
            title: string;
            /** Format: date-time */
            updated_at: string;
        };
        /** @description Whether machines are told that mining and training are reserved. */
        AiReservation: {
            asset?: components["schemas"]["Reserved"] | null;
            /** @description The same as a value of `plus:DataMining`. */
            data_mining: string;
            house?: components["schemas"]["Reserved"] | null;
            /** @description What machines are told to be reserved, whoever reserved it: `ai.tdm`, `ai.training`, `ai.generative_training`. */
            purposes: string[];
        };
        /** @description When people are told of a day: 90, 60, 30 and 7 days before somebody must act, and on the day itself. */
        Alert: {
            /**
             * Format: date
             * @description The earliest day by which somebody must act: before an end that may be the last day of a notice or an option.
             */
            act_by: string;
            /**
             * Format: int32
             * @description The alert that was reached last, in days before, and since when.
             */
            lead_days?: number | null;
            /**
             * Format: int32
             * @description The one that comes next.
             */
            next_lead_days?: number | null;
            /** Format: date */
            next_on?: string | null;
            /** Format: date */
            since?: string | null;
        };
        /** @description A request to approve these bytes for this use, and what became of it. */
        Approval: {
            asset: components["schemas"]["AssetRef"];
            /** @description Whether the reader may decide it now. */
            can_decide: boolean;
            cannot_decide_because?: string | null;
            /** Format: uuid */
            channel_id?: string | null;
            comments: components["schemas"]["Comment"][];
            decisions: components["schemas"]["Decision"][];
            /** @description A civil day. */
            due_on?: string | null;
            /** Format: uuid */
            id: string;
            is_current_version: boolean;
            note: string;
            /** Format: date-time */
            requested_at: string;
            requested_by: components["schemas"]["PersonRef"];
            /** @description `open`, `approved`, `declined`, `changes_wanted`, `withdrawn`, or `lapsed`: the asset has a newer version. */
            state: string;
            use: components["schemas"]["Use"];
            verdict?: components["schemas"]["VerdictSummary"] | null;
            /** @description BLAKE3 of the bytes, lower-case hexadecimal. */
            version_hash: string;
            /** Format: uuid */
            version_id: string;
            /** Format: int32 */
            version_number: number;
        };
        /** @description The thing people look for, with its current version. */
        Asset: {
            /** @description The collections it is in, as far as the reader sees them. */
            collections: components["schemas"]["CollectionRef"][];
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["PersonRef"];
            description: string;
            /** Format: uuid */
            id: string;
            keywords: string[];
            /** @description `image`, `vector`, `video`, `audio`, `document`, `font`, `archive` or `other`; `record` without a file. */
            kind: string;
            /**
             * Format: uuid
             * @description The asset that stands for it since the two were merged, if the reader sees that one.
             */
            merged_into?: string | null;
            /** Format: uuid */
            organization_id: string;
            organization_name: string;
            record?: components["schemas"]["AssetRecord"] | null;
            /** Format: int32 */
            revision: number;
            /** @description `active` or `archived`. */
            state: string;
            title: string;
            /** Format: date-time */
            updated_at: string;
            version: components["schemas"]["Version"];
        };
        /** @description What somebody wants to say differently about an asset. What is absent stays as it is. */
        AssetChange: {
            /** @description At most 10,000 characters. */
            description?: string | null;
            /** @description At most 100 words or short phrases of at most 100 characters; replaces the former ones. */
            keywords?: string[] | null;
            /** @description 1 to 300 characters. */
            title?: string | null;
        };
        /** @description What becomes of one asset. */
        AssetDifference: {
            /** Format: uuid */
            asset: string;
            /** @description Empty: nothing would be different, or it is refused. */
            changes: components["schemas"]["FieldDifference"][];
            /** @description Why it stays as it is, as a sentence. */
            refused?: string | null;
            title: string;
        };
        /** @description One field and what it says. */
        AssetField: components["schemas"]["Field"] & {
            /** @description A text, a number, yes or no, or a list of texts; absent when nothing is said. */
            value?: unknown;
        };
        /** @description What the fields of an asset say. */
        AssetFields: {
            fields: components["schemas"]["AssetField"][];
            /**
             * Format: int32
             * @description The revision of the asset.
             */
            revision: number;
        };
        /** @description What a file says about itself, as people know it. */
        AssetMetadata: {
            basics: components["schemas"]["MetadataField"][];
            content_credentials?: components["schemas"]["ContentCredentials"] | null;
            /** @description `false` until the file has been read. */
            read: boolean;
            /** @description What was damaged or left out. */
            warnings: string[];
        };
        /** @description What another system says about an asset. */
        AssetRecord: {
            /** @description The record itself, a JSON object, word for word. */
            data: string;
            /** @description What the other system calls it. */
            external_id: string;
            /** Format: uuid */
            import_id: string;
            /**
             * Format: int64
             * @description Of the imported file, from 1.
             */
            line: number;
        };
        /** @description An asset named in another answer. */
        AssetRef: {
            /** @description The average color, `#rrggbb`. */
            color?: string | null;
            /** Format: uuid */
            id: string;
            thumbnail_url?: string | null;
            title: string;
        };
        /** @description Everything on record that bears on an asset, its components' included. */
        AssetRights: {
            components: components["schemas"]["Component"][];
            interests: components["schemas"]["InterestRights"][];
            restrictions: components["schemas"]["Fact"][];
        };
        /** @description What was recorded. A second request of the same kind records nothing. */
        AssetsUnder: {
            /** @description Whether the grants count: those of an agreement that was not approved, or is not in force, do not. */
            counts: boolean;
            embargoes: number;
            grants: number;
            interests: number;
        };
        /** @description What was bought and what was used of it. */
        BoughtAndUsed: {
            /**
             * Format: int64
             * @description Assets with a grant, and how many of them were ever used.
             */
            assets: number;
            /**
             * Format: int64
             * @description Assets whose rules differ too much to be looked at one by one; none unless there are hundreds of different ones.
             */
            assets_left_out: number;
            /** Format: int64 */
            assets_used: number;
            /** @description For every channel the count of every place. */
            cells: components["schemas"]["BoughtCount"][][];
            /** @description By channel, in the order of the reference. */
            channels: components["schemas"]["BoughtLine"][];
            /** @description Entries of the ledger that name a channel and no place: they count for their channel, not for a cell. */
            entries: components["schemas"]["LedgerUse"][];
            /** @description Signed and approved. Otherwise this is what it would grant once it is. */
            is_definite: boolean;
            /** @description By country where there are few, else by the groups the grants name and by continent. */
            places: components["schemas"]["BoughtLine"][];
            total: components["schemas"]["BoughtCount"];
            uses: components["schemas"]["UseMade"][];
        };
        /** @description So many cells. */
        BoughtCount: {
            /**
             * Format: int64
             * @description Used, and not granted by this agreement: something else must allow it.
             */
            beyond: number;
            /**
             * Format: int64
             * @description Granted by the agreement.
             */
            bought: number;
            /**
             * Format: int64
             * @description Of those, ever used.
             */
            used: number;
        };
        BoughtLine: {
            count: components["schemas"]["BoughtCount"];
            /** @description The family of a channel. */
            family?: string | null;
            /** @description A channel, a country or a group of countries. */
            key: string;
            /**
             * Format: int64
             * @description How many publications and entries of the ledger used it.
             */
            uses: number;
        };
        /** @description How many hits have which headline. */
        Buckets: {
            /** Format: int64 */
            allowed: number;
            /** Format: int64 */
            allowed_with_duties: number;
            /** Format: int64 */
            conditional: number;
            /** Format: int64 */
            denied: number;
            /** Format: int64 */
            partial: number;
            /** Format: int64 */
            unknown: number;
        };
        /**
         * @description What is to happen to a field.
         * @enum {string}
         */
        BulkAction: "set" | "clear" | "add" | "remove";
        /** @description One change of one field. */
        BulkChange: {
            action: components["schemas"]["BulkAction"];
            field: string;
            value?: unknown;
        };
        /** @description Which assets, and what is to be different about them. */
        BulkEdit: {
            /** @description At most 500. */
            assets: string[];
            changes: components["schemas"]["BulkChange"][];
        };
        /** @description What becomes of all of them. */
        BulkOutcome: {
            assets: components["schemas"]["AssetDifference"][];
            changed: number;
            refused: number;
            unchanged: number;
        };
        /** @description A campaign. */
        Campaign: {
            brief: string;
            /** Format: date-time */
            created_at: string;
            /** @description A civil day, the last one. */
            ends_on: string;
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            live_count: number;
            name: string;
            /** Format: int64 */
            publication_count: number;
            /** Format: int32 */
            revision: number;
            /** @description A civil day. */
            starts_on: string;
        };
        /** @description What is absent stays as it is. */
        CampaignChange: {
            brief?: string | null;
            ends_on?: string | null;
            name?: string | null;
            starts_on?: string | null;
        };
        CampaignRef: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        /** @description A limit and how much of it is used. */
        Cap: {
            /** @description For a cap on different channels: which were used. */
            channels: string[];
            /** Format: double */
            consumed: number;
            /** @description The ledger, oldest first. */
            entries: components["schemas"]["Fact"][];
            grants: string[];
            id: string;
            kind: string;
            /** Format: double */
            limit: number;
            metric: string;
            /**
             * Format: double
             * @description Below zero when more was used than allowed.
             */
            remaining: number;
            /** Format: double */
            reserved: number;
        };
        /** @description One cap and how it stands. */
        CapLine: {
            agreement: components["schemas"]["LedgerPaper"];
            /**
             * Format: double
             * @description What was consumed of it in the last 90 days, as much as a day. Absent where nothing was, and for caps that
             *     free up again.
             */
            burn_per_day?: number | null;
            cap: string;
            /** Format: double */
            consumed: number;
            /**
             * Format: int64
             * @description Days until it is reached if it goes on like that.
             */
            days_left?: number | null;
            /** Format: int64 */
            entries: number;
            kind: string;
            /** Format: double */
            limit: number;
            metric: string;
            /** Format: date */
            reached_on?: string | null;
            /**
             * Format: double
             * @description Below zero when more was used than allowed.
             */
            remaining: number;
            /** Format: double */
            reserved: number;
        };
        /** @description A product category. */
        Category: {
            key: string;
            name: string;
            parent?: string | null;
            retired: boolean;
        };
        /** @description Whether the chain of the trail is whole. */
        ChainCheck: {
            /**
             * Format: int64
             * @description Entries that were looked at.
             */
            checked: number;
            /**
             * Format: int64
             * @description The first entry where the chain does not hold.
             */
            first_bad?: number | null;
            ok: boolean;
        };
        /** @description A place things are published to. */
        Channel: {
            /** Format: date-time */
            created_at: string;
            /** @description Relative to the folder of all channels. */
            folder?: string | null;
            /** Format: uuid */
            id: string;
            key: string;
            /** @description `folder` or `public_url`. */
            kind: string;
            name: string;
            /** @description `original`, `large` or `preview`. */
            preset: string;
            /** @description Empty: the purposes a use has unless told. */
            purposes: string[];
            /** Format: int32 */
            revision: number;
            /** @description A leaf of the channel tree of the rights. */
            rights_channel: string;
            /** @description `active` or `retired`. */
            state: string;
            territories: string[];
        };
        /** @description What is absent stays as it is. Kind and rights channel are what a channel is, so they do not change. */
        ChannelChange: {
            folder?: string | null;
            name?: string | null;
            preset?: string | null;
            purposes?: string[] | null;
            /** @description `active` or `retired`. */
            state?: string | null;
            territories?: string[] | null;
        };
        ChannelLeaf: {
            family: string;
            /**
             * Format: date
             * @description Agreements signed before are asked about it.
             */
            introduced_on?: string | null;
            key: string;
            name: string;
            online: boolean;
            /** @description Never meant by "all channels": an agreement must name it. */
            reserved: boolean;
            /** @description Not offered any more. */
            retired: boolean;
        };
        /** @description A channel named in another answer. */
        ChannelRef: {
            /** Format: uuid */
            id: string;
            key: string;
            kind: string;
            name: string;
        };
        /** @description Words of an agreement that rules stand on. */
        Clause: {
            document?: components["schemas"]["DocumentRef"] | null;
            /** Format: uuid */
            id: string;
            /** Format: int32 */
            page?: number | null;
            quote: string;
            /** Format: date-time */
            recorded_at: string;
        };
        /** @description The words a rule stands on. */
        ClauseQuote: {
            /** Format: int32 */
            page?: number | null;
            quote?: string;
        };
        /** @description A part of what is cleared. `from` and `until` are inclusive civil days, or local times. */
        ClearedBox: {
            channels: string[];
            from: string;
            purposes: string[];
            territories: string[];
            until: string;
        };
        /** @description A group of assets. */
        Collection: {
            /** Format: int64 */
            asset_count: number;
            /** Format: date-time */
            created_at: string;
            description: string;
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: int32 */
            revision: number;
            /** @description The partner organizations that see it; a partner reads only its own name here. */
            shared_with: components["schemas"]["Organization"][];
        };
        /** @description What is absent stays as it is. */
        CollectionChange: {
            description?: string | null;
            name?: string | null;
            /** @description Replaces the former list. */
            shared_with?: string[] | null;
        };
        CollectionRef: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        /** @description A remark on an approval. */
        Comment: {
            body: string;
            by: components["schemas"]["PersonRef"];
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            written_at: string;
        };
        /** @description One asset inside another. */
        Component: {
            child: components["schemas"]["AssetRef"];
            embedding?: string | null;
            /** Format: uuid */
            id: string;
            parent: components["schemas"]["AssetRef"];
            /** Format: date-time */
            recorded_at: string;
            recorded_by: components["schemas"]["PersonRef"];
            role: string;
            /** @description `confirmed`, `suspected` or `rejected`. */
            status: string;
        };
        ComponentChange: {
            /** @description Why. */
            note?: string | null;
            status: string;
        };
        /** @description What the Content Credentials (C2PA) of a file say, and whether they hold. */
        ContentCredentials: {
            /** @description What was done, in order. */
            actions: components["schemas"]["CredentialAction"][];
            /** @description Where they lie if not in the file; never fetched. */
            address?: string | null;
            /** @description Why they do not hold. */
            failures: components["schemas"]["CredentialFinding"][];
            /** @description The program that made the claim. */
            generator?: string | null;
            /** @description What it was made from. */
            ingredients: components["schemas"]["CredentialIngredient"][];
            /** @description What is said about machines. */
            mining: components["schemas"]["CredentialMining"][];
            /** @description What was not checked, and what else is worth knowing. */
            notes: components["schemas"]["CredentialFinding"][];
            /** @description Where in the file they lie, such as `JPEG APP11`. */
            place: string;
            /** @description When it was signed, RFC 3339; only what a time stamp says. */
            signed_at?: string | null;
            signer?: components["schemas"]["CredentialSigner"] | null;
            /**
             * @description `valid`: unchanged, and the signer is on the list of this house. `untrusted`: unchanged, and the signer is on no
             *     list that is held here. `unchecked`: nothing found wrong, but not everything could be checked. `invalid`: changed
             *     since, or the signature does not hold. `unreadable`: damaged. `elsewhere`: the file only says where they lie;
             *     nothing is fetched.
             */
            state: string;
            /** @description Whose time stamp that is. Its signature holds; whether to believe that authority is for the reader to say. */
            time_authority?: string | null;
            title?: string | null;
            /** @description The same as a sentence. */
            words: string;
        };
        /** @description Where and when, over a window. */
        Coverage: {
            /** @description What it is about; of several assets a cell has the state of the worst. */
            assets: components["schemas"]["CoveredAsset"][];
            /**
             * Format: int64
             * @description How many more assets the collection has that were not looked at.
             */
            assets_left_out: number;
            /** Format: date-time */
            belief_at: string;
            /** @description For every row the lane of every column. */
            cells: number[][];
            /** @description What was asked for, each followed by its territories as far as they differ. */
            columns: components["schemas"]["CoverageColumn"][];
            duties: components["schemas"]["Duty"][];
            lanes: components["schemas"]["CoverageSlice"][][];
            reasons: components["schemas"]["Reason"][];
            /** @description Families of channels, each followed by its channels as far as they differ. */
            rows: components["schemas"]["CoverageRow"][];
            supports: components["schemas"]["Support"][];
            use: components["schemas"]["Use"];
        };
        CoverageColumn: {
            /** @description A territory or a group. */
            key: string;
            /**
             * Format: int32
             * @description The column of the group it belongs to.
             */
            parent?: number | null;
            territories: string[];
        };
        /** @description What to draw. At most three years and 60 territories or groups. */
        CoverageRequest: {
            /** @default null */
            actor?: string | null;
            /**
             * Format: date-time
             * @description Answer as of what was known then; now unless told.
             * @default null
             */
            belief_at?: string | null;
            /** @default null */
            brand?: string | null;
            /** @default null */
            category?: string | null;
            /**
             * @description All channels unless told.
             * @default null
             */
            channels?: string[] | null;
            /** @default  */
            end?: string;
            /** @default null */
            purposes?: string[] | null;
            /**
             * @description First and last civil day, both included.
             * @default
             */
            start?: string;
            /**
             * @description Codes and groups, a column each.
             * @default []
             */
            territories?: string[];
        };
        CoverageRow: {
            channels: string[];
            /** @description A channel or a family of channels. */
            key: string;
            /**
             * Format: int32
             * @description The row of the family it belongs to.
             */
            parent?: number | null;
        };
        /** @description A stretch of time in which nothing changes. Times are those of the place, `YYYY-MM-DDTHH:MM:SS`, the end excluded. */
        CoverageSlice: {
            /** @description Positions in `assets`: those that have this state. */
            assets: number[];
            duties: number[];
            from: string;
            /** @description Positions in `reasons`, `supports` and `duties`. */
            reasons: number[];
            /** @description As headlines are said; `PARTIAL` where a part of the cell is cleared and another is not. */
            state: string;
            supports: number[];
            until: string;
        };
        /** @description An asset and the answer to the whole question about it. */
        CoveredAsset: {
            asset: components["schemas"]["AssetRef"];
            headline: string;
            sentence: string;
        };
        /** @description Something that was done. */
        CredentialAction: {
            /** @description Such as `c2pa.created`. */
            action: string;
            description?: string | null;
            /** @description An address of a term, such as one that ends in `trainedAlgorithmicMedia`. */
            digital_source_type?: string | null;
            /** @description The same in words. */
            label: string;
            software?: string | null;
            /** @description The same in words. */
            source_label?: string | null;
            /** @description As the file has it. */
            when?: string | null;
        };
        /** @description One thing that checking found. */
        CredentialFinding: {
            /** @description Of the specification, such as `assertion.dataHash.mismatch`. */
            code: string;
            words: string;
        };
        /** @description Something it was made from. */
        CredentialIngredient: {
            has_credentials: boolean;
            /** @description The same in words. */
            label: string;
            /** @description `parentOf`, `componentOf` or `inputTo`. */
            relationship?: string | null;
            title?: string | null;
            /** @description Whoever added it noted that its own credentials did not hold. */
            was_invalid: boolean;
        };
        /** @description What is said about one use by machines. */
        CredentialMining: {
            /** @description `data_mining`, `ai_training`, `ai_generative_training` or `ai_inference`. */
            kind: string;
            /** @description `allowed`, `notAllowed` or `constrained`. */
            said: string;
            /** @description Both in words. */
            words: string;
        };
        /** @description Who signed, as the certificate says. */
        CredentialSigner: {
            /** @description Who gave out the certificate. */
            issuer?: string | null;
            name?: string | null;
            organization?: string | null;
        };
        CurrentSession: {
            organization: components["schemas"]["Organization"];
            permissions: components["schemas"]["Permission"][];
            person: components["schemas"]["Person"];
            product: components["schemas"]["Product"];
        };
        /** @description An agreement with its terms as bars and what comes as days. */
        DatedAgreement: {
            dates: components["schemas"]["RightsDate"][];
            /** Format: uuid */
            id: string;
            /** @description Approved and signed; otherwise nothing of it is certain. */
            is_definite: boolean;
            licensor: string;
            /**
             * Format: int64
             * @description How many uses of its assets are live today.
             */
            live_uses: number;
            reference: string;
            terms: components["schemas"]["TermBar"][];
            title: string;
        };
        /** @description One person's answer. */
        Decision: {
            by: components["schemas"]["PersonRef"];
            /** Format: date-time */
            decided_at: string;
            /** Format: uuid */
            id: string;
            note: string;
            /** @description `approve`, `decline` or `changes`. */
            outcome: string;
            /**
             * Format: uuid
             * @description The verdict the yes stands on.
             */
            verdict_id?: string | null;
        };
        /** @description What left of an asset through one door within one hour. */
        Delivered: {
            /** Format: int64 */
            bytes: number;
            /** @description `original`, `rendition`, `picture`, `signed` or `public`. */
            door: string;
            /** Format: date-time */
            hour: string;
            /** Format: date-time */
            last_at: string;
            person?: components["schemas"]["PersonRef"] | null;
            /**
             * Format: uuid
             * @description Through which publication the public had it.
             */
            publication_id?: string | null;
            /** Format: int64 */
            requests: number;
        };
        /** @description A file of an agreement, in one version. */
        Document: {
            blake3: string;
            file_name: string;
            /** Format: uuid */
            id: string;
            mime: string;
            /** Format: date-time */
            recorded_at: string;
            recorded_by: components["schemas"]["PersonRef"];
            sha256: string;
            /** Format: int64 */
            size_bytes: number;
            title: string;
            /**
             * Format: int32
             * @description Counts from 1; earlier versions stay readable.
             */
            version: number;
        };
        /** @description A file named by a clause. */
        DocumentRef: {
            blake3: string;
            /** Format: uuid */
            id: string;
            /**
             * Format: int32
             * @description The version the words were quoted from.
             */
            version: number;
        };
        /** @description One asset of a group with what helps to choose between them. */
        Duplicate: {
            asset: components["schemas"]["AssetRef"];
            /** Format: date-time */
            created_at: string;
            file_name: string;
            /** Format: int32 */
            height?: number | null;
            kind: string;
            likeness?: components["schemas"]["Likeness"] | null;
            mime: string;
            /** Format: uuid */
            organization_id: string;
            /** Format: int32 */
            revision: number;
            /** Format: int64 */
            size_bytes: number;
            /** Format: int32 */
            width?: number | null;
        };
        /** @description Assets that are not duplicates of each other. */
        DuplicateDismissal: {
            /** @description 2 to 100. */
            assets: string[];
        };
        /** @description Assets that are the same or look the same: the oldest first, then the nearest to it. */
        DuplicateGroup: {
            assets: components["schemas"]["Duplicate"][];
            /**
             * Format: uuid
             * @description The oldest asset; its id is the group's.
             */
            id: string;
            /**
             * Format: int64
             * @description How many more there are.
             */
            more: number;
        };
        /** @description The version that has the bytes of an upload already. */
        DuplicateOf: {
            is_archived: boolean;
            /** @description `false`: people see other bytes when they open the asset. */
            is_current_version: boolean;
            /** @description The same in a sentence. */
            message: string;
            /** Format: int32 */
            version_number: number;
        };
        /** @description What has to be kept by whoever uses it. */
        Duty: {
            id: string;
            kind: string;
            state: string;
            text: string;
            /** @description `pre`, `concurrent` or `post`. */
            timing: string;
        };
        /** @description Something owed for the grants of an agreement, with what became of it. */
        DutyOwed: {
            /** @description What a breach leads to: `none`, `suspend`, `terminate` or `fee`. */
            consequence: string;
            due?: string | null;
            /** @description What became of it, oldest first. */
            events: components["schemas"]["Fact"][];
            /** @description What proof it asks for. */
            evidence_needed?: string | null;
            /** @description The grants it is owed for. */
            grants: string[];
            id: string;
            kind: string;
            /** @description `open`, `fulfilled`, `waived`, `refused` or `breached`: the gravest among its grants. */
            state: string;
            text: string;
            /** @description `pre` (before the use), `concurrent` (with it) or `post` (after it). */
            timing: string;
            /**
             * Format: int64
             * @description For how many of them it is neither fulfilled nor waived.
             */
            unsettled: number;
        };
        /** @description A duty rule that is not in force until somebody records it. */
        DutyProposal: components["schemas"]["NewDutyRule"] & {
            /** @description What to look at before taking it over. */
            advice: string;
            /** @description Whether a rule of this name stands already. */
            taken: boolean;
        };
        /** @description A duty rule on record. */
        DutyRule: components["schemas"]["NewDutyRule"] & {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            recorded_at: string;
            recorded_by: components["schemas"]["PersonRef"];
            /** @description In plain words. */
            summary: string;
        };
        /** @description Why a publication ended. */
        EndCause: {
            /** @description `right_ended`, `right_changed`, `window_ended`, `taken_down`, `failed` or `cancelled`. */
            code: string;
            reasons: components["schemas"]["Reason"][];
            sentence: string;
        };
        /** @description What was erased, and where it may still stand. */
        Erasure: {
            /** @description The assets they are shown in. */
            assets: components["schemas"]["AssetRef"][];
            person: components["schemas"]["PersonShown"];
            /** @description Told this once and kept nowhere: with it the hash can be made again. */
            receipt: string;
            /** @description Those of them whose title still says the name. */
            still_named: components["schemas"]["AssetRef"][];
        };
        /** @description One entry of the trail. */
        EventEntry: {
            actor: components["schemas"]["PersonRef"];
            /** Format: date-time */
            at: string;
            /** @description The event as it was recorded. */
            data: Record<string, unknown>;
            /** @description `AssetUploaded` and so on. */
            name: string;
            /** @description What happened, in plain English. */
            sentence: string;
            /** Format: int64 */
            seq: number;
            /** Format: uuid */
            subject_id?: string | null;
            subject_kind: string;
        };
        /** @description Where it meets what is granted. */
        ExclusivityConflict: {
            /**
             * Format: uuid
             * @description The other agreement.
             */
            agreement?: string | null;
            message: string;
            region: components["schemas"]["ClearedBox"][];
        };
        /** @description What somebody has for themselves alone. */
        ExclusivityLine: {
            agreement: components["schemas"]["LedgerPaper"];
            /**
             * Format: uuid
             * @description The asset whose right it is about.
             */
            asset?: string | null;
            conflicts: components["schemas"]["ExclusivityConflict"][];
            /** @description `ours` (kept free for us) or `against_us`. */
            direction: string;
            /** Format: uuid */
            fact: string;
            /** @description Live publications that it forbids today. */
            forbids_live: string[];
            from?: string | null;
            holder: string;
            /** @description In plain words. */
            summary: string;
            /** @description A day or `PERPETUAL`; absent where it is not on record. */
            until?: string | null;
        };
        /** @description How many hits have this value. */
        FacetCount: {
            /** Format: int64 */
            count: number;
            label: string;
            value: string;
        };
        /** @description A rule of an agreement, or something that happened under it. `body` is the form the rights engine reads. */
        Fact: {
            /**
             * Format: uuid
             * @description The fact it amends.
             */
            amends?: string | null;
            body: {
                [key: string]: unknown;
            };
            /**
             * @description `recorded`, `correction` (it stands in place of a wrong record), `amendment` (agreed otherwise, beside what it
             *     amends) or `step`.
             */
            change: string;
            /** Format: uuid */
            clause_id?: string | null;
            /** Format: uuid */
            id: string;
            kind: string;
            /** @description False when the stored body cannot be read: what it is about is then unknown. */
            readable: boolean;
            reason?: string | null;
            /** Format: date-time */
            recorded_at: string;
            recorded_by: components["schemas"]["PersonRef"];
            /** @description In plain words. */
            summary: string;
        };
        /** @description A fact as it was recorded once, with until when it was believed. */
        FactHistory: {
            /** Format: uuid */
            agreement_id?: string | null;
            /**
             * Format: uuid
             * @description The fact it amends.
             */
            amends?: string | null;
            /** @description What was recorded, without what is known of persons. */
            body: {
                [key: string]: unknown;
            };
            /**
             * @description `recorded`, `correction` (it stands in place of a wrong record), `amendment` (agreed otherwise, beside what it
             *     amends) or `step`.
             */
            change: string;
            /**
             * Format: uuid
             * @description What it is about: the same for a record and its corrections.
             */
            entity_id: string;
            /** Format: uuid */
            id: string;
            kind: string;
            /**
             * Format: uuid
             * @description The record it stands in place of.
             */
            predecessor_id?: string | null;
            reason?: string | null;
            /** Format: date-time */
            recorded_at: string;
            recorded_by: components["schemas"]["PersonRef"];
            summary: string;
            /** Format: date-time */
            superseded_at?: string | null;
            superseded_by?: components["schemas"]["Successor"] | null;
            withdrawn_by?: components["schemas"]["PersonRef"] | null;
        };
        /** @description A field as it is defined. */
        Field: {
            /** @description Every asset has it; its kind stays as it is. */
            built_in: boolean;
            /** @description Meant to be counted beside search results. */
            facet: boolean;
            /** @description What to write here, by language tag. */
            help: {
                [key: string]: string;
            };
            key: string;
            kind: components["schemas"]["FieldKind"];
            /** @description By language tag; `en` is always there. */
            labels: {
                [key: string]: string;
            };
            /** Format: int32 */
            position: number;
            required: boolean;
            /** @description Kept for what is on record, offered no more. */
            retired: boolean;
            /** Format: int32 */
            revision: number;
            searchable: boolean;
            /** @description Where its value is looked for in files: a standard and its property each, such as `xmp dc:title`. */
            sources: string[];
            /** @description The vocabulary of a choice. */
            vocabulary?: string | null;
        };
        /** @description What is to be different about a field. What is absent stays as it is; the kind never changes. */
        FieldChange: {
            facet?: boolean | null;
            help?: {
                [key: string]: string;
            } | null;
            labels?: {
                [key: string]: string;
            } | null;
            /** Format: int32 */
            position?: number | null;
            required?: boolean | null;
            /** @description `true` offers it no more, `false` offers it again. */
            retired?: boolean | null;
            searchable?: boolean | null;
            sources?: string[] | null;
        };
        /** @description One field of one asset, before and after. */
        FieldDifference: {
            after?: unknown;
            before?: unknown;
            field: string;
        };
        /** @description One change on record. */
        FieldEntry: {
            after?: unknown;
            /** @description What it said before and after; absent is nothing. */
            before?: unknown;
            /** @description `edit`, `bulk`, `table`, `file`, `undo` or `merge`. */
            cause: string;
            field: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            recorded_at: string;
            recorded_by: components["schemas"]["PersonRef"];
        };
        /**
         * @description What a field holds.
         * @enum {string}
         */
        FieldKind: "text" | "long_text" | "number" | "date" | "boolean" | "choice" | "multi_choice" | "list";
        /** @description Values by the key of their field; `null` says nothing any more. */
        FieldValues: {
            values: {
                [key: string]: unknown;
            };
        };
        /** @description What the file of an asset says about its rights. */
        FileRights: {
            /** @description Whether rights can be written into copies of this file (`GET /assets/{id}/original?rights=embedded`). */
            holds_rights: boolean;
            items: components["schemas"]["StatementShown"][];
            /** @description `false` until the file has been read. */
            read: boolean;
            /**
             * Format: uuid
             * @description The version whose file was read.
             */
            version: string;
        };
        /** @description One thing to look at before the agreement is approved. */
        Finding: {
            /**
             * Format: uuid
             * @description The other agreement in it.
             */
            agreement?: string | null;
            assets: string[];
            /** @description Stable, for example `chain.exceeds`. */
            code: string;
            /** @description The facts it is about: rules of this agreement, or interests of its assets. */
            facts: string[];
            message: string;
            /** @description Which uses it is about; empty where it is about all. */
            region: components["schemas"]["ClearedBox"][];
            severity: components["schemas"]["Severity"];
        };
        /** @description A mark on an asset that duty rules look at. */
        Flag: {
            flag: string;
            /** Format: uuid */
            id: string;
            note?: string | null;
            /** Format: date-time */
            recorded_at: string;
            recorded_by: components["schemas"]["PersonRef"];
        };
        /** @description An answer in short. */
        Foreseen: {
            /** @description What of the use is cleared. */
            cleared: string[];
            headline: string;
            /** @description The codes of what holds it back. */
            reasons: string[];
            sentence: string;
        };
        /** @description What the gate says to another system. */
        GateAnswer: {
            go: boolean;
            missing: components["schemas"]["MissingPart"][];
            reasons: components["schemas"]["Reason"][];
            verdicts: components["schemas"]["Verdict"][];
        };
        /** @description What is known of one publication, then and now. */
        GoodFaith: {
            /** Format: uuid */
            approval_id?: string | null;
            /** Format: date-time */
            as_of: string;
            /** @description What was recorded since about the asset, the oldest first; empty for readers who may not view agreements. */
            changes: components["schemas"]["RecordedSince"][];
            /**
             * Format: int64
             * @description How many there are.
             */
            changes_count: number;
            /** @description The answer to the same time as it is known now. */
            now: components["schemas"]["Foreseen"];
            /** @description It is still live. */
            ongoing: boolean;
            outcome: components["schemas"]["GoodFaithOutcome"];
            /** Format: uuid */
            publication: string;
            /**
             * Format: date-time
             * @description When it went live: the moment whose knowledge counts.
             */
            published_at: string;
            /** @description In plain words. */
            sentence: string;
            /** @description The answer as it was known when it went live. */
            then: components["schemas"]["Foreseen"];
            /**
             * Format: date-time
             * @description The end of the time looked at, excluded: when it ended, or now.
             */
            until: string;
            /** Format: uuid */
            verdict_id?: string | null;
            /** @description BLAKE3 of the bytes shown. */
            version_hash: string;
        };
        /**
         * @description How it was, in the light of what is known now.
         * @enum {string}
         */
        GoodFaithOutcome: "clean" | "honest_then_wrong_now" | "wrong_then" | "unsanctioned";
        /** @description Members of a group from a day on. */
        GroupVersion: {
            /** Format: date */
            from: string;
            /** @description Codes of territories and parts; another group stands for its members on that day. */
            members: string[];
            /** @description May be meant; nobody has said so. */
            possible?: string[];
        };
        /** @description What would follow. */
        Impact: {
            /** Format: date-time */
            as_of: string;
            /**
             * Format: int64
             * @description Assets the agreement or the change touches.
             */
            assets: number;
            /**
             * Format: int64
             * @description Of those, how many were compared in `regions`.
             */
            assets_compared: number;
            change: components["schemas"]["PreviewedChange"];
            /**
             * Format: int64
             * @description Live and planned publications and approvals that would be cleared, or would be no longer.
             */
            gained: number;
            /** Format: int64 */
            lost: number;
            notes: string[];
            /** @description Where assets would be cleared or be no longer, whatever the use; assets alike stand together. */
            regions: components["schemas"]["RegionImpact"][];
            /**
             * Format: int64
             * @description Those whose answer stays.
             */
            unchanged: number;
            /** @description Those whose answer changes, lost ones first. */
            uses: components["schemas"]["UseImpact"][];
        };
        /** @description An import of a folder or of records. */
        Import: {
            /** Format: int64 */
            added: number;
            /** Format: int64 */
            bytes_done: number;
            /** Format: int64 */
            bytes_total: number;
            /** Format: uuid */
            collection_id?: string | null;
            /** Format: date-time */
            created_at: string;
            created_by_name: string;
            /** Format: int64 */
            duplicate: number;
            /** Format: date-time */
            ended_at?: string | null;
            /** @description The folder or the file of records, on the server. */
            folder: string;
            /** Format: uuid */
            id: string;
            /** @description `folder`, `records` or `hot`, the folder that is looked at again and again. */
            kind: string;
            /**
             * Format: int64
             * @description Of records: lines that are done, and how much of the file, in bytes as it lies there.
             */
            lines: number;
            /**
             * Format: date-time
             * @description When the hot folder was last looked at, to the minute.
             */
            looked_at?: string | null;
            manifest?: string | null;
            /** @description Why it stands still or failed. */
            note?: string | null;
            /** Format: int64 */
            refused: number;
            /** Format: int32 */
            revision: number;
            /** @description `reading`, `running`, `paused`, `canceled`, `done` or `failed`. */
            state: string;
            /** Format: int64 */
            total: number;
            /** Format: int64 */
            waiting: number;
        };
        /** @description A file of an import. */
        ImportFile: {
            /**
             * Format: uuid
             * @description The new asset, or the one that has these bytes already.
             */
            asset_id?: string | null;
            /** @description The code of the error, when it was refused. */
            code?: string | null;
            /** Format: date-time */
            ended_at?: string | null;
            /** Format: uuid */
            id: string;
            /** @description Why it was refused. */
            message?: string | null;
            /** @description Below the folder. */
            path: string;
            /** @description The path of the XMP file beside it that was taken with it. */
            sidecar?: string | null;
            /** Format: int64 */
            size_bytes: number;
            /** @description `waiting`, `added`, `duplicate` or `refused`. */
            state: string;
        };
        /** @description Where folders to import may lie. */
        ImportPlace: {
            /** @description Files of records directly below it, by the endings of their names, at most 200. */
            files: string[];
            /** @description Folders directly below it, at most 200. */
            folders: string[];
            /** @description The folder that is looked at again and again, where one is set. */
            hot_dir?: string | null;
            /** @description Absent when the setting `import_dir` is not made: only `placet import folder` imports then. */
            import_dir?: string | null;
        };
        /** @description What was read in a policy, and what was recorded of it. */
        Imported: {
            /** @description The recorded agreements, one for each policy; none while something is missing. */
            agreements: string[];
            /** @description What was left out on demand, by the policy's own names, and how many rules were about it. */
            left_out: {
                [key: string]: number;
            };
            /** @description What no interest was named for, by the policy's own names; empty text: rules that do not say what they are about. */
            missing: string[];
            proposals: components["schemas"]["Proposal"][];
        };
        /** @description One thing that must be cleared in an asset. */
        Interest: {
            asset: components["schemas"]["AssetRef"];
            /** @description `none`, `partial` or `complete`: whether everything granted for it is on record. */
            completeness: string;
            /** @description Empty for readers who may not view agreements. */
            holder: string;
            /** Format: uuid */
            id: string;
            kind: string;
            kind_name: string;
            /** @description Why nothing is needed. */
            not_required?: string | null;
            /**
             * Format: uuid
             * @description The record of the person whose right it is; absent for readers who may not view agreements.
             */
            person?: string | null;
            /** Format: date-time */
            recorded_at: string;
            recorded_by: components["schemas"]["PersonRef"];
            subject: string;
        };
        /** @description An interest and what is granted for it. */
        InterestRights: {
            grants: components["schemas"]["AgreementFact"][];
            interest: components["schemas"]["Interest"];
            /** @description From the asset down to the one whose interest it is, by title. */
            path: string[];
        };
        /** @description A list that is always whole. */
        Items_Component: {
            items: {
                child: components["schemas"]["AssetRef"];
                embedding?: string | null;
                /** Format: uuid */
                id: string;
                parent: components["schemas"]["AssetRef"];
                /** Format: date-time */
                recorded_at: string;
                recorded_by: components["schemas"]["PersonRef"];
                role: string;
                /** @description `confirmed`, `suspected` or `rejected`. */
                status: string;
            }[];
        };
        /** @description A list that is always whole. */
        Items_Document: {
            items: {
                blake3: string;
                file_name: string;
                /** Format: uuid */
                id: string;
                mime: string;
                /** Format: date-time */
                recorded_at: string;
                recorded_by: components["schemas"]["PersonRef"];
                sha256: string;
                /** Format: int64 */
                size_bytes: number;
                title: string;
                /**
                 * Format: int32
                 * @description Counts from 1; earlier versions stay readable.
                 */
                version: number;
            }[];
        };
        /** @description A list that is always whole. */
        Items_DutyProposal: {
            items: (components["schemas"]["NewDutyRule"] & {
                /** @description What to look at before taking it over. */
                advice: string;
                /** @description Whether a rule of this name stands already. */
                taken: boolean;
            })[];
        };
        /** @description A list that is always whole. */
        Items_DutyRule: {
            items: (components["schemas"]["NewDutyRule"] & {
                /** Format: uuid */
                id: string;
                /** Format: date-time */
                recorded_at: string;
                recorded_by: components["schemas"]["PersonRef"];
                /** @description In plain words. */
                summary: string;
            })[];
        };
        /** @description A list that is always whole. */
        Items_Field: {
            items: {
                /** @description Every asset has it; its kind stays as it is. */
                built_in: boolean;
                /** @description Meant to be counted beside search results. */
                facet: boolean;
                /** @description What to write here, by language tag. */
                help: {
                    [key: string]: string;
                };
                key: string;
                kind: components["schemas"]["FieldKind"];
                /** @description By language tag; `en` is always there. */
                labels: {
                    [key: string]: string;
                };
                /** Format: int32 */
                position: number;
                required: boolean;
                /** @description Kept for what is on record, offered no more. */
                retired: boolean;
                /** Format: int32 */
                revision: number;
                searchable: boolean;
                /** @description Where its value is looked for in files: a standard and its property each, such as `xmp dc:title`. */
                sources: string[];
                /** @description The vocabulary of a choice. */
                vocabulary?: string | null;
            }[];
        };
        /** @description A list that is always whole. */
        Items_FieldEntry: {
            items: {
                after?: unknown;
                /** @description What it said before and after; absent is nothing. */
                before?: unknown;
                /** @description `edit`, `bulk`, `table`, `file`, `undo` or `merge`. */
                cause: string;
                field: string;
                /** Format: uuid */
                id: string;
                /** Format: date-time */
                recorded_at: string;
                recorded_by: components["schemas"]["PersonRef"];
            }[];
        };
        /** @description A list that is always whole. */
        Items_Finding: {
            items: {
                /**
                 * Format: uuid
                 * @description The other agreement in it.
                 */
                agreement?: string | null;
                assets: string[];
                /** @description Stable, for example `chain.exceeds`. */
                code: string;
                /** @description The facts it is about: rules of this agreement, or interests of its assets. */
                facts: string[];
                message: string;
                /** @description Which uses it is about; empty where it is about all. */
                region: components["schemas"]["ClearedBox"][];
                severity: components["schemas"]["Severity"];
            }[];
        };
        /** @description A list that is always whole. */
        Items_Flag: {
            items: {
                flag: string;
                /** Format: uuid */
                id: string;
                note?: string | null;
                /** Format: date-time */
                recorded_at: string;
                recorded_by: components["schemas"]["PersonRef"];
            }[];
        };
        /** @description A list that is always whole. */
        Items_Interest: {
            items: {
                asset: components["schemas"]["AssetRef"];
                /** @description `none`, `partial` or `complete`: whether everything granted for it is on record. */
                completeness: string;
                /** @description Empty for readers who may not view agreements. */
                holder: string;
                /** Format: uuid */
                id: string;
                kind: string;
                kind_name: string;
                /** @description Why nothing is needed. */
                not_required?: string | null;
                /**
                 * Format: uuid
                 * @description The record of the person whose right it is; absent for readers who may not view agreements.
                 */
                person?: string | null;
                /** Format: date-time */
                recorded_at: string;
                recorded_by: components["schemas"]["PersonRef"];
                subject: string;
            }[];
        };
        /** @description A list that is always whole. */
        Items_Lookalike: {
            items: {
                asset: components["schemas"]["AssetRef"];
                likeness: components["schemas"]["Likeness"];
            }[];
        };
        /** @description A list that is always whole. */
        Items_Merge: {
            items: {
                /** @description The files of the merged asset, newest first: they are kept as they are. */
                files: components["schemas"]["MergedFile"][];
                /** Format: uuid */
                id: string;
                is_same_bytes: boolean;
                kept?: components["schemas"]["AssetRef"] | null;
                /** Format: date-time */
                merged_at: string;
                merged_by: components["schemas"]["PersonRef"];
                source?: components["schemas"]["AssetRef"] | null;
                /**
                 * Format: date-time
                 * @description When it was taken back.
                 */
                undone_at?: string | null;
                undone_by?: components["schemas"]["PersonRef"] | null;
            }[];
        };
        /** @description A list that is always whole. */
        Items_Organization: {
            items: {
                /** Format: date-time */
                created_at: string;
                /** Format: uuid */
                id: string;
                /** @description `house` or `partner`. */
                kind: string;
                name: string;
            }[];
        };
        /** @description A list that is always whole. */
        Items_Question: {
            items: {
                /** Format: uuid */
                agreement?: string | null;
                /**
                 * Format: int64
                 * @description How many assets it is about.
                 */
                assets: number;
                /**
                 * Format: int64
                 * @description For how many of those the best answer alone would clear something.
                 */
                assets_freed: number;
                /**
                 * Format: int64
                 * @description Of those, how many were worked out; the numbers below count these only.
                 */
                assets_looked_at: number;
                /**
                 * Format: int64
                 * @description What it would clear: channels times territories times purposes, from today on, summed over assets.
                 */
                cells: number;
                /**
                 * @description `agreement.review`, `agreement.signature`, `period.end`, `territory.group`, `duty.before_use`,
                 *     `revocation.disputed` or `component.suspected`.
                 */
                code: string;
                /** @description The facts it is about. */
                facts: string[];
                message: string;
                /** @description The first assets it would free. */
                named: components["schemas"]["AssetRef"][];
            }[];
        };
        /** @description A list that is always whole. */
        Items_ReferenceChange: {
            items: (components["schemas"]["NewReferenceChange"] & {
                /** Format: uuid */
                id: string;
                /**
                 * Format: int64
                 * @description 2, 3, …: the first is what the release shipped.
                 */
                number: number;
                /** Format: date-time */
                recorded_at: string;
                recorded_by: components["schemas"]["PersonRef"];
                /** @description Of the whole reference from then on. */
                version: string;
            })[];
        };
        /** @description A list that is always whole. */
        Items_RenditionPreset: {
            items: {
                /** @description Comes with the product and stays as it is. */
                built_in: boolean;
                /** @description The name in addresses; never changes. */
                key: string;
                name: string;
                /** @description What it is for. */
                note: string;
                recipe: components["schemas"]["PresetRecipe"];
                /** @description Changes with anything that would give other pictures. */
                recipe_hash: string;
                /** Format: int32 */
                revision: number;
                /** @description `active` or `retired`: a retired one is offered no more, and makes nothing new. */
                state: string;
                /** Format: date-time */
                updated_at?: string | null;
            }[];
        };
        /** @description A list that is always whole. */
        Items_RoleInfo: {
            items: {
                permissions: components["schemas"]["Permission"][];
                role: components["schemas"]["Role"];
                title: string;
            }[];
        };
        /** @description A list that is always whole. */
        Items_Suggestion: {
            items: {
                /**
                 * Format: int64
                 * @description How many assets it leads to.
                 */
                count: number;
                /**
                 * Format: uuid
                 * @description The asset or collection.
                 */
                id?: string | null;
                /** @description `title`, `keyword` or `collection`. */
                kind: string;
                text: string;
            }[];
        };
        /** @description A list that is always whole. */
        Items_Version: {
            items: {
                /** @description Hashes of the bytes, lower-case hexadecimal. */
                blake3: string;
                /**
                 * Format: date-time
                 * @description When its stored bytes were last compared with those that were uploaded.
                 */
                checked_at?: string | null;
                /** @description The average color, `#rrggbb`. */
                color?: string | null;
                /** Format: date-time */
                created_at: string;
                created_by: components["schemas"]["PersonRef"];
                /** @description What was wrong with them then. */
                fault?: string | null;
                file_name: string;
                /** Format: int32 */
                height?: number | null;
                /** Format: uuid */
                id: string;
                kind: string;
                /** @description Told from the content, never from the name. */
                mime: string;
                /**
                 * Format: int32
                 * @description 1 is the first; 0 stands for a mere record, without a file.
                 */
                number: number;
                /** @description `pending`, `ready`, `failed`, `unsupported`, or `none` without a file. */
                preview: string;
                /** @description Why there is no preview. */
                preview_note?: string | null;
                properties: components["schemas"]["TechnicalProperties"];
                renditions: components["schemas"]["RenditionRef"][];
                sha256: string;
                /** Format: int64 */
                size_bytes: number;
                /**
                 * Format: int32
                 * @description Pixels as a viewer sees them; absent where there is no picture or its header cannot be read.
                 */
                width?: number | null;
            }[];
        };
        /** @description A list that is always whole. */
        Items_Vocabulary: {
            items: {
                key: string;
                labels: {
                    [key: string]: string;
                };
                /** Format: int32 */
                revision: number;
                terms: components["schemas"]["Term"][];
            }[];
        };
        /** @description A list that is always whole. */
        Items_VocabularyEntry: {
            items: {
                /** @description At most 200. */
                changes: components["schemas"]["VocabularyChange"][];
                /** Format: uuid */
                id: string;
                /** @description How many more there were. */
                more: number;
                /** Format: date-time */
                recorded_at: string;
                recorded_by: components["schemas"]["PersonRef"];
                /**
                 * Format: int32
                 * @description The revision that came of it.
                 */
                revision: number;
            }[];
        };
        /** @description Jobs by state. */
        JobCounts: {
            /** Format: int64 */
            dead: number;
            /**
             * Format: int64
             * @description Done since midnight UTC.
             */
            done_today: number;
            /** Format: int64 */
            running: number;
            /** Format: int64 */
            waiting: number;
        };
        /** @description Work that is waiting, running, done or given up. */
        JobEntry: {
            /** Format: int32 */
            attempts: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            finished_at?: string | null;
            /** Format: uuid */
            id: string;
            /** @description `MakeRenditions` and so on. */
            kind: string;
            last_error?: string | null;
            /** Format: int32 */
            max_attempts: number;
            /** Format: date-time */
            run_at: string;
            /** @description `waiting`, `running`, `done` or `dead`. */
            state: string;
            /** @description What it is about, for people. */
            subject: string;
        };
        /** @description A page of jobs with the counts of all. */
        JobPage: {
            counts: components["schemas"]["JobCounts"];
            items: components["schemas"]["JobEntry"][];
            next_cursor?: string | null;
        };
        /** @description The agreement a line stands in. */
        LedgerPaper: {
            /** Format: uuid */
            id: string;
            is_definite: boolean;
            licensor: string;
            reference: string;
            title: string;
        };
        LedgerUse: {
            channel: string;
            /** Format: uuid */
            fact: string;
        };
        /** @description Every cap and every exclusivity on record. */
        Ledgers: {
            caps: components["schemas"]["CapLine"][];
            exclusivities: components["schemas"]["ExclusivityLine"][];
        };
        /** @description How alike two assets are. */
        Likeness: {
            /**
             * Format: int32
             * @description How different they look, in hundredths: 0 to 12.
             */
            distance: number;
            /**
             * @description `exact`: the same bytes; `similar`: they look the same. Films are compared by their poster, documents by
             *     their first page.
             */
            kind: string;
            /** @description `upright`, `mirrored` or `turned`, perhaps both, against the other. */
            orientation: string;
            /** @description `open`, or `dismissed`: somebody says they are not duplicates. */
            state: string;
        };
        /** @description An asset that is the same or looks the same as the one asked about. */
        Lookalike: {
            asset: components["schemas"]["AssetRef"];
            likeness: components["schemas"]["Likeness"];
        };
        /** @description Which columns say what. A name with dots goes into objects: `creators.name`. */
        Mapping: {
            /**
             * @description The first of these that says something.
             * @default [
             *       "description",
             *       "caption",
             *       "abstract",
             *       "notes"
             *     ]
             */
            description?: string[];
            /**
             * @description Fields of the house by their keys, and the column each is filled from.
             * @default {}
             */
            fields?: {
                [key: string]: string;
            };
            /**
             * @description The path of a file, below the folder that the records lie in.
             * @default file
             */
            file?: string | null;
            /**
             * @description The first of these that says something is the record's id.
             * @default [
             *       "id",
             *       "identifier",
             *       "external_id",
             *       "accession_number",
             *       "object_number"
             *     ]
             */
            id?: string[];
            /**
             * @description All of these, cut at `;`.
             * @default [
             *       "keywords",
             *       "tags",
             *       "subjects",
             *       "subject",
             *       "classification"
             *     ]
             */
            keywords?: string[];
            /**
             * @description The first of these that says something is the title; without any, the id is.
             * @default [
             *       "title",
             *       "name",
             *       "headline",
             *       "accession_number",
             *       "object_number"
             *     ]
             */
            title?: string[];
        };
        /** @description An asset that was merged, as the kept one and the merged one tell it. */
        Merge: {
            /** @description The files of the merged asset, newest first: they are kept as they are. */
            files: components["schemas"]["MergedFile"][];
            /** Format: uuid */
            id: string;
            is_same_bytes: boolean;
            kept?: components["schemas"]["AssetRef"] | null;
            /** Format: date-time */
            merged_at: string;
            merged_by: components["schemas"]["PersonRef"];
            source?: components["schemas"]["AssetRef"] | null;
            /**
             * Format: date-time
             * @description When it was taken back.
             */
            undone_at?: string | null;
            undone_by?: components["schemas"]["PersonRef"] | null;
        };
        /** @description What a merge would change. Nothing of it is stored. */
        MergePreview: {
            /** @description Collections the kept asset would be put into. */
            collections: components["schemas"]["CollectionRef"][];
            /** @description Fields of the kept asset that would say something else. */
            fields: components["schemas"]["MergedField"][];
            kept: components["schemas"]["AssetRef"];
            /** @description The kept asset gets a right that somebody has to look at before it is cleared anywhere. */
            needs_review: boolean;
            /** @description Partner organizations that would come to see it. */
            newly_seen_by: string[];
            notes: string[];
            /**
             * Format: int32
             * @description Of the kept asset: send it as If-Match.
             */
            revision: number;
            /** @description Where the kept asset and what contains it would be cleared or be no longer. */
            rights: components["schemas"]["Impact"];
            sources: components["schemas"]["MergeSource"][];
            /** @description Live and planned publications and approvals of the sources: they go on with their own files. */
            standing: components["schemas"]["StandingUse"][];
        };
        /** @description An asset that would be merged. */
        MergeSource: {
            asset: components["schemas"]["AssetRef"];
            /** @description Whether anything is on record about its rights, which then binds the kept asset. */
            binds: boolean;
            is_same_bytes: boolean;
        };
        /** @description A field before and after; absent is nothing. */
        MergedField: {
            after?: unknown;
            before?: unknown;
            field: string;
        };
        /** @description A file that came with a merged asset. */
        MergedFile: {
            file_name: string;
            /** Format: int32 */
            height?: number | null;
            mime: string;
            /** Format: int32 */
            number: number;
            /** Format: int64 */
            size_bytes: number;
            /** Format: uuid */
            version_id: string;
            /** Format: int32 */
            width?: number | null;
        };
        MetadataField: {
            label: string;
            name: string;
            /** @description Places that say something else. */
            others: components["schemas"]["OtherPlace"][];
            /** @description The standard and property it was taken from, such as `xmp dc:title`; absent for what a camera measured. */
            source?: string | null;
            value: string;
            /** @description Why this place won, as a sentence. */
            why?: string | null;
        };
        /** @description One reason why not, in the codes planning a publication has. */
        MissingPart: {
            /** Format: uuid */
            asset: string;
            code: string;
            message: string;
        };
        NamedGroup: {
            /** @description A group beside the tree, which the house may change. */
            alias: boolean;
            key: string;
            members: string[];
            name: string;
            retired: boolean;
        };
        NamedKey: {
            key: string;
            name: string;
        };
        NamedLeaf: {
            /** Format: date */
            introduced_on?: string | null;
            key: string;
            name: string;
            reserved: boolean;
            retired: boolean;
        };
        /** @description Statements to take in, by their keys; without any, all that are open. */
        NewAcceptance: {
            keys?: string[];
        };
        /** @description A cut to make an address for, in the grammar of the IIIF Image API 3. */
        NewAddress: {
            /** @description `jpg`, `png` or `webp`; `jpg` unless told. */
            format?: string | null;
            /** @description `default`, `color`, `gray` or `bitonal`. */
            quality?: string | null;
            /** @description `full`, `square`, `x,y,w,h` or `pct:x,y,w,h`; the whole picture unless told. */
            region?: string | null;
            /** @description `0`, `90`, `180` or `270`, with `!` before it to mirror. */
            rotation?: string | null;
            /**
             * Format: int64
             * @description How long it works, seconds: 60 to 2592000 (30 days); an hour unless told.
             */
            seconds?: number | null;
            /** @description `w,`, `,h`, `w,h` or `!w,h` with numbers the settings list; `^` before it enlarges. */
            size: string;
        };
        NewAgreement: {
            /**
             * Format: uuid
             * @description The agreement it changes in parts.
             */
            amends?: string | null;
            beneficiaries?: string[] | null;
            co_licensees?: string[] | null;
            co_licensors?: string[] | null;
            governing_law?: string | null;
            kind: components["schemas"]["AgreementKind"];
            licensee?: string | null;
            licensor?: string | null;
            notes?: string | null;
            reference: string;
            /**
             * Format: uuid
             * @description The agreement it stands in place of.
             */
            replaces?: string | null;
            /** Format: date */
            signed_on?: string | null;
            status?: components["schemas"]["Status"] | null;
            title: string;
        };
        /** @description The answer to a question of an agreement: a correction of all rules it is about. */
        NewAnswer: {
            choice: string;
            /** Format: date */
            day?: string | null;
            /** @description The key of the question. */
            question: string;
            /** @description How it is known, such as who was asked. */
            reason?: string | null;
            zone?: string | null;
        };
        NewApproval: {
            /** Format: uuid */
            asset_id: string;
            /** Format: uuid */
            channel_id?: string | null;
            /** @description A civil day. */
            due_on?: string | null;
            note?: string | null;
            use: components["schemas"]["Use"];
        };
        /** @description Assets to be brought under an agreement on terms it already has. */
        NewAssetsUnder: {
            /** @description At most 200. */
            assets: string[];
            /**
             * @description Grants of this agreement whose terms hold for these assets too: each gets an interest of the same kind and holder,
             *     and a grant that says the same.
             */
            like: string[];
            /**
             * Format: date
             * @description The first day on which they may be used at all: an embargo stands on each until then.
             */
            not_before?: string | null;
        };
        NewCampaign: {
            brief?: string;
            ends_on: string;
            name: string;
            starts_on: string;
        };
        NewChannel: {
            folder?: string | null;
            key: string;
            kind: string;
            name: string;
            /** @description `large` unless told. */
            preset?: string | null;
            purposes?: string[];
            rights_channel: string;
            territories: string[];
        };
        NewClause: {
            /**
             * Format: uuid
             * @description A file of the agreement the words stand in.
             */
            document?: string | null;
            /** Format: int32 */
            page?: number | null;
            quote: string;
        };
        NewCollection: {
            description?: string | null;
            name: string;
            /** @description Partner organizations that may see it. */
            shared_with?: string[] | null;
        };
        NewComment: {
            body: string;
        };
        NewComponent: {
            /** Format: uuid */
            child: string;
            /** @description `rendered`, `embedded`, `linked` or `streamed`. */
            embedding?: string | null;
            modifications?: string[] | null;
            role?: string | null;
            /** @description `confirmed` unless told. */
            status?: string | null;
        };
        NewDecision: {
            note?: string | null;
            /** @description `approve`, `decline` or `changes`. */
            outcome: string;
        };
        /** @description Statements to leave out, and why. */
        NewDismissal: {
            keys: string[];
            reason: string;
        };
        /** @description A duty that law or the house attaches to every use of assets with a mark. */
        NewDutyRule: {
            /**
             * @description Absent: every channel.
             * @default null
             */
            channels?: string[] | null;
            /** @default null */
            exclude?: string[] | null;
            /**
             * @description The mark of the assets it is about, for example `synthetic_person`.
             * @default
             */
            flag: string;
            /**
             * @description Its name in verdicts, for example `label:EU-AI-Act-50`; one rule each.
             * @default
             */
            key: string;
            /**
             * @description `ai_label`, `ad_disclosure`, `notice`, `credit`, `report` or `metadata_keep`.
             * @default
             */
            kind: string;
            /**
             * @description From when until when, as grants say it.
             * @default {}
             */
            period: {
                [key: string]: unknown;
            };
            /**
             * @description Absent: every purpose.
             * @default null
             */
            purposes?: string[] | null;
            /**
             * @description Why it is recorded or corrected.
             * @default null
             */
            reason?: string | null;
            /**
             * @description The law or decision it stands on.
             * @default null
             */
            source?: string | null;
            /**
             * @description Absent: everywhere.
             * @default null
             */
            territories?: string[] | null;
            /**
             * @description What whoever uses it has to do.
             * @default
             */
            text: string;
            /** @default  */
            title: string;
        };
        /** @description Wanted: what is known of somebody goes. */
        NewErasure: {
            /** @description The name exactly as it is on record. */
            confirm: string;
            /** @description Why, without the name: it stays. */
            reason: string;
        };
        NewFact: {
            /**
             * Format: uuid
             * @description The fact it changes by agreement, of this agreement or of the one it amends. That one stays on record.
             */
            amends?: string | null;
            body: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            clause_id?: string | null;
            /**
             * Format: date
             * @description With `amends`, for a grant: from that day on the amended grant counts no longer.
             */
            effective_on?: string | null;
            /** @description Why there is no clause. */
            no_document?: string | null;
            /** @description Why an earlier record is corrected or amended. */
            reason?: string | null;
        };
        /** @description A field to be defined. */
        NewField: {
            facet?: boolean;
            help?: {
                [key: string]: string;
            };
            /** @description 1 to 60 lower-case letters, digits and underscores; never changes. */
            key: string;
            kind: components["schemas"]["FieldKind"];
            labels: {
                [key: string]: string;
            };
            required?: boolean;
            searchable?: boolean;
            sources?: string[];
            vocabulary?: string | null;
        };
        NewFlag: {
            /** @description Small letters, digits and underscores, for example `synthetic_person`. */
            flag: string;
            /** @description How it is known. */
            note?: string | null;
        };
        /** @description A folder to import. */
        NewFolderImport: {
            /**
             * Format: uuid
             * @description A collection the new assets are put into.
             */
            collection_id?: string | null;
            /** @description Below the folder that the setting `import_dir` names, with `/` between its parts; empty for that folder itself. */
            folder: string;
            /** @description A CSV below the same folder. */
            manifest?: string | null;
        };
        /** @description An open licence or statement found somewhere. */
        NewFromPreset: {
            interests: string[];
            licensor?: string | null;
            preset: string;
            reference: string;
            /** @description Where it was seen; kept in the clause as proof. */
            seen_at?: string | null;
        };
        /** @description A policy to be taken in, and what it is about. */
        NewImport: {
            /** @description For whatever the policy is about, where it is about one thing. */
            interests?: string[];
            /** @description ODRL 2.2 in JSON-LD. */
            policy: unknown;
            /** @description Leaves out the rules about everything that no interest is named for, instead of asking. */
            skip_unknown_targets?: boolean;
            /** @description By the policy's own name of what it is about. A name with no interests is left out. */
            targets?: {
                [key: string]: string[];
            };
            /** @description Time zones a day without one may be meant in; any zone unless told. */
            zones?: string[] | null;
        };
        /** @description What is imported. */
        NewImportBody: components["schemas"]["NewFolderImport"] | components["schemas"]["NewRecordsImport"];
        NewInterest: {
            /** Format: uuid */
            asset: string;
            completeness?: string | null;
            holder?: string | null;
            kind: string;
            not_required?: string | null;
            /**
             * Format: uuid
             * @description The record of the person whose right it is; stays when an interest is corrected without it.
             */
            person?: string | null;
            subject?: string | null;
        };
        /** @description The same interest for many assets. */
        NewInterests: {
            /** @description At most 1,000. */
            assets: string[];
            completeness?: string | null;
            holder?: string | null;
            kind: string;
            /**
             * Format: uuid
             * @description The record of the person whose right it is.
             */
            person?: string | null;
            /** @description What or who it is about. */
            subject?: string | null;
        };
        /** @description Which assets to merge into the one of the address. */
        NewMerge: {
            /** @description 1 to 20 assets, in the order in which they fill what the kept one says nothing about. */
            from: string[];
            /** @description What fields are to say afterwards, by key, such as `title`: chosen by whoever merges. */
            keep?: {
                [key: string]: unknown;
            };
        };
        NewOrganization: {
            name: string;
        };
        NewPerson: {
            email: string;
            name: string;
            /**
             * Format: uuid
             * @description The house unless told; partners need theirs.
             */
            organization_id?: string | null;
            password: string;
            role: components["schemas"]["Role"];
        };
        /** @description What is said of somebody shown. */
        NewPersonShown: {
            /**
             * Format: date
             * @description Verdicts look at it (a guardian's consent ends with it); no verdict tells it.
             * @default null
             */
            born_on?: string | null;
            /** @default null */
            contact?: string | null;
            /** @default null */
            guardian?: string | null;
            /**
             * @description Under which law their consent stands.
             * @default null
             */
            jurisdiction?: string | null;
            /** @default  */
            name: string;
            /** @default null */
            note?: string | null;
        };
        /** @description A change to look at before it is made. Nothing of it is stored. */
        NewPreview: {
            /** @description Facts as they would be recorded, with any change. */
            add?: components["schemas"]["PreviewedFact"][];
            change: components["schemas"]["PreviewedChange"];
            /**
             * Format: date
             * @description From which day an end or a revocation counts; now unless told.
             */
            effective?: string | null;
            /**
             * Format: uuid
             * @description To revoke only this grant.
             */
            grant?: string | null;
            /**
             * Format: uuid
             * @description To revoke everything for this interest.
             */
            interest?: string | null;
            /** @description Facts of the agreement that would be taken away, with any change. */
            remove?: string[];
            /** @description To revoke: `prospective` unless told, `ab_initio`, `breach` or `disputed`. */
            revocation?: string | null;
        };
        NewPublication: {
            /**
             * Format: uuid
             * @description The newest approval of these bytes that covers the use unless told.
             */
            approval_id?: string | null;
            /** Format: uuid */
            asset_id: string;
            /** Format: uuid */
            campaign_id?: string | null;
            /** Format: uuid */
            channel_id: string;
            end: string;
            /** @description First and last civil day, both included. */
            start: string;
        };
        /** @description A file of records to import or to look at: one below the import folder, or one that was sent. */
        NewRecordsImport: {
            /** @description Below the folder that the setting `import_dir` names, with `/` between its parts. */
            file?: string | null;
            mapping?: components["schemas"]["Mapping"] | null;
            /**
             * Format: uuid
             * @description The id of a file that was sent.
             */
            upload?: string | null;
        };
        /** @description An entry of the reference data as it is to be. Each kind has its own fields; what is absent is empty. */
        NewReferenceChange: {
            /**
             * Format: date
             * @description Of a channel or purpose: agreements signed before are asked about it.
             */
            introduced_on?: string | null;
            key: string;
            /** @description `group` (of territories), `channel`, `channel_group`, `purpose`, `category` or `modification`. */
            kind: string;
            /** @description Of a group of channels. */
            members?: string[];
            name: string;
            /** @description Of a channel: what is shown can be seen from elsewhere. */
            online?: boolean;
            /** @description Of a product category. */
            parent?: string | null;
            /** @description Why, for the record. */
            reason?: string;
            /** @description Never meant by a wider name: an agreement must name it. */
            reserved?: boolean;
            /** @description Not offered any more. What names it keeps its meaning. */
            retired?: boolean;
            /** @description Of a channel or purpose: what it consists of from now on. */
            split_into?: components["schemas"]["Part"][];
            /** @description Of a group of territories: who belongs to it, from which day on. */
            versions?: components["schemas"]["GroupVersion"][];
        };
        /** @description A preset to be added. */
        NewRenditionPreset: {
            /** @description 1 to 40 lower-case letters, digits and hyphens. */
            key: string;
            name: string;
            note?: string | null;
            recipe: components["schemas"]["PresetRecipe"];
        };
        /** @description What is said with the switch. */
        NewReservation: {
            /** @description Why it is reserved; at most 500 characters. */
            reason?: string | null;
        };
        /** @description The next step of review. */
        NewReview: {
            to: components["schemas"]["Review"];
        };
        /** @description What the house decides where agreements are silent. What is absent is left to the reference data. */
        NewRightsPolicy: {
            /**
             * @description What becomes of a guardian's consent when the person comes of age: `review` (unknown until they agree again),
             *     `continue` or `end`.
             * @default null
             */
            minor_majority?: string | null;
            /**
             * @description Why it is so.
             * @default null
             */
            reason?: string | null;
            /**
             * @description Where an online use takes place when an agreement does not say: `targeted` where it is aimed at, `accessible`
             *     wherever it can be seen, `unspecified` is unknown unless both agree.
             * @default null
             */
            territory_test?: string | null;
            /**
             * Format: int32
             * @description How many days what is published may stay when somebody withdraws their consent; proposed where a withdrawal is
             *     recorded. 0 to 365.
             * @default null
             */
            withdrawal_grace_days?: number | null;
        };
        /** @description A vocabulary to be added. */
        NewVocabulary: {
            key: string;
            labels: {
                [key: string]: string;
            };
            terms?: components["schemas"]["Term"][];
        };
        NextEvent: {
            /** Format: date-time */
            at: string;
            what: string;
        };
        /** @description Something a person has to look at. `code` is stable, `at` points into the document. */
        Note: {
            at: string;
            code: string;
            message: string;
        };
        /** @description Something the agreement does not say. Unanswered it never counts as yes. */
        OpenQuestion: {
            /** @description What can be answered here; empty where the rule itself has to be looked at. */
            answers: components["schemas"]["PossibleAnswer"][];
            /**
             * Format: int64
             * @description For how many assets.
             */
            assets: number;
            /**
             * Format: int64
             * @description The same times days; absent where there is no end to them.
             */
            cell_days?: number | null;
            /**
             * Format: int64
             * @description Channels times territories times purposes that stay unknown from today on as long as this alone is open, summed
             *     over assets; absent where it hangs on each single use.
             */
            cells?: number | null;
            /**
             * Format: uuid
             * @description The clause they stand on.
             */
            clause_id?: string | null;
            /**
             * @description `agreement.signature`, `period.end`, `period.renewal`, `period.zone`, `territory.binding`, `territory.group`,
             *     `territory.undefined`, `territory.test`, `taxonomy.later`, `chain.open`, `duty.before_use` or
             *     `revocation.disputed`.
             */
            code: string;
            /** @description The duty it is about. */
            duty?: string | null;
            /** @description The facts it is about. */
            facts: string[];
            /** @description Names the question within its agreement. */
            key: string;
            message: string;
            /** @description The largest of what stays unknown, for one asset. */
            unknown: components["schemas"]["ClearedBox"][];
        };
        /** @description What an agreement leaves open, the question that leaves most unknown first. */
        OpenQuestions: {
            /**
             * Format: int64
             * @description How many assets the agreement grants something for. All of them are counted below.
             */
            assets: number;
            /**
             * Format: int64
             * @description Assets whose rules differ too much to be counted one by one; none unless there are hundreds of different ones.
             */
            assets_left_out: number;
            items: components["schemas"]["OpenQuestion"][];
        };
        /** @description A partner organization that may see a collection. */
        Organization: {
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            /** @description `house` or `partner`. */
            kind: string;
            name: string;
        };
        /** @description A place in the file that says something else. */
        OtherPlace: {
            /** @description It says the beginning of the same: IIM has limits of length. */
            shortened: boolean;
            source: string;
            value: string;
        };
        /** @description One page of a list. */
        Page_AgreementDate: {
            items: {
                /** @description `renew_or_let_lapse`, `exercise`, `give_notice`, `settle` or `pay`. */
                action: string;
                agreement: components["schemas"]["AgreementRef"];
                alert: components["schemas"]["Alert"];
                /** Format: date */
                date: string;
                /**
                 * Format: uuid
                 * @description The fact it comes from; absent where several end on that day.
                 */
                fact?: string | null;
                /** @description `expiry`, `option`, `notice`, `renewal`, `fee` or `duty`. */
                kind: string;
                /** @description In plain words. */
                what: string;
            }[];
            /** @description Absent on the last page. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_AgreementSummary: {
            items: {
                /** Format: int64 */
                asset_count: number;
                /** @description The latest end of its grants: a day, `PERPETUAL` or `UNKNOWN`; absent without grants. */
                ends_on?: string | null;
                /** Format: uuid */
                id: string;
                kind: components["schemas"]["AgreementKind"];
                licensor: string;
                reference: string;
                review: components["schemas"]["Review"];
                /** Format: date */
                signed_on?: string | null;
                status: components["schemas"]["Status"];
                title: string;
                /** Format: date-time */
                updated_at: string;
            }[];
            /** @description Absent on the last page. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Approval: {
            items: {
                asset: components["schemas"]["AssetRef"];
                /** @description Whether the reader may decide it now. */
                can_decide: boolean;
                cannot_decide_because?: string | null;
                /** Format: uuid */
                channel_id?: string | null;
                comments: components["schemas"]["Comment"][];
                decisions: components["schemas"]["Decision"][];
                /** @description A civil day. */
                due_on?: string | null;
                /** Format: uuid */
                id: string;
                is_current_version: boolean;
                note: string;
                /** Format: date-time */
                requested_at: string;
                requested_by: components["schemas"]["PersonRef"];
                /** @description `open`, `approved`, `declined`, `changes_wanted`, `withdrawn`, or `lapsed`: the asset has a newer version. */
                state: string;
                use: components["schemas"]["Use"];
                verdict?: components["schemas"]["VerdictSummary"] | null;
                /** @description BLAKE3 of the bytes, lower-case hexadecimal. */
                version_hash: string;
                /** Format: uuid */
                version_id: string;
                /** Format: int32 */
                version_number: number;
            }[];
            /** @description Absent on the last page. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Campaign: {
            items: {
                brief: string;
                /** Format: date-time */
                created_at: string;
                /** @description A civil day, the last one. */
                ends_on: string;
                /** Format: uuid */
                id: string;
                /** Format: int64 */
                live_count: number;
                name: string;
                /** Format: int64 */
                publication_count: number;
                /** Format: int32 */
                revision: number;
                /** @description A civil day. */
                starts_on: string;
            }[];
            /** @description Absent on the last page. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Channel: {
            items: {
                /** Format: date-time */
                created_at: string;
                /** @description Relative to the folder of all channels. */
                folder?: string | null;
                /** Format: uuid */
                id: string;
                key: string;
                /** @description `folder` or `public_url`. */
                kind: string;
                name: string;
                /** @description `original`, `large` or `preview`. */
                preset: string;
                /** @description Empty: the purposes a use has unless told. */
                purposes: string[];
                /** Format: int32 */
                revision: number;
                /** @description A leaf of the channel tree of the rights. */
                rights_channel: string;
                /** @description `active` or `retired`. */
                state: string;
                territories: string[];
            }[];
            /** @description Absent on the last page. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Collection: {
            items: {
                /** Format: int64 */
                asset_count: number;
                /** Format: date-time */
                created_at: string;
                description: string;
                /** Format: uuid */
                id: string;
                name: string;
                /** Format: int32 */
                revision: number;
                /** @description The partner organizations that see it; a partner reads only its own name here. */
                shared_with: components["schemas"]["Organization"][];
            }[];
            /** @description Absent on the last page. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_DuplicateGroup: {
            items: {
                assets: components["schemas"]["Duplicate"][];
                /**
                 * Format: uuid
                 * @description The oldest asset; its id is the group's.
                 */
                id: string;
                /**
                 * Format: int64
                 * @description How many more there are.
                 */
                more: number;
            }[];
            /** @description Absent on the last page. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_EventEntry: {
            items: {
                actor: components["schemas"]["PersonRef"];
                /** Format: date-time */
                at: string;
                /** @description The event as it was recorded. */
                data: Record<string, unknown>;
                /** @description `AssetUploaded` and so on. */
                name: string;
                /** @description What happened, in plain English. */
                sentence: string;
                /** Format: int64 */
                seq: number;
                /** Format: uuid */
                subject_id?: string | null;
                subject_kind: string;
            }[];
            /** @description Absent on the last page. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_FactHistory: {
            items: {
                /** Format: uuid */
                agreement_id?: string | null;
                /**
                 * Format: uuid
                 * @description The fact it amends.
                 */
                amends?: string | null;
                /** @description What was recorded, without what is known of persons. */
                body: {
                    [key: string]: unknown;
                };
                /**
                 * @description `recorded`, `correction` (it stands in place of a wrong record), `amendment` (agreed otherwise, beside what it
                 *     amends) or `step`.
                 */
                change: string;
                /**
                 * Format: uuid
                 * @description What it is about: the same for a record and its corrections.
                 */
                entity_id: string;
                /** Format: uuid */
                id: string;
                kind: string;
                /**
                 * Format: uuid
                 * @description The record it stands in place of.
                 */
                predecessor_id?: string | null;
                reason?: string | null;
                /** Format: date-time */
                recorded_at: string;
                recorded_by: components["schemas"]["PersonRef"];
                summary: string;
                /** Format: date-time */
                superseded_at?: string | null;
                superseded_by?: components["schemas"]["Successor"] | null;
                withdrawn_by?: components["schemas"]["PersonRef"] | null;
            }[];
            /** @description Absent on the last page. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Import: {
            items: {
                /** Format: int64 */
                added: number;
                /** Format: int64 */
                bytes_done: number;
                /** Format: int64 */
                bytes_total: number;
                /** Format: uuid */
                collection_id?: string | null;
                /** Format: date-time */
                created_at: string;
                created_by_name: string;
                /** Format: int64 */
                duplicate: number;
                /** Format: date-time */
                ended_at?: string | null;
                /** @description The folder or the file of records, on the server. */
                folder: string;
                /** Format: uuid */
                id: string;
                /** @description `folder`, `records` or `hot`, the folder that is looked at again and again. */
                kind: string;
                /**
                 * Format: int64
                 * @description Of records: lines that are done, and how much of the file, in bytes as it lies there.
                 */
                lines: number;
                /**
                 * Format: date-time
                 * @description When the hot folder was last looked at, to the minute.
                 */
                looked_at?: string | null;
                manifest?: string | null;
                /** @description Why it stands still or failed. */
                note?: string | null;
                /** Format: int64 */
                refused: number;
                /** Format: int32 */
                revision: number;
                /** @description `reading`, `running`, `paused`, `canceled`, `done` or `failed`. */
                state: string;
                /** Format: int64 */
                total: number;
                /** Format: int64 */
                waiting: number;
            }[];
            /** @description Absent on the last page. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_ImportFile: {
            items: {
                /**
                 * Format: uuid
                 * @description The new asset, or the one that has these bytes already.
                 */
                asset_id?: string | null;
                /** @description The code of the error, when it was refused. */
                code?: string | null;
                /** Format: date-time */
                ended_at?: string | null;
                /** Format: uuid */
                id: string;
                /** @description Why it was refused. */
                message?: string | null;
                /** @description Below the folder. */
                path: string;
                /** @description The path of the XMP file beside it that was taken with it. */
                sidecar?: string | null;
                /** Format: int64 */
                size_bytes: number;
                /** @description `waiting`, `added`, `duplicate` or `refused`. */
                state: string;
            }[];
            /** @description Absent on the last page. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Person: {
            items: {
                /** Format: date-time */
                created_at: string;
                email: string;
                /** Format: uuid */
                id: string;
                name: string;
                /** Format: uuid */
                organization_id: string;
                organization_name: string;
                /**
                 * Format: int32
                 * @description For `If-Match`.
                 */
                revision: number;
                role: components["schemas"]["Role"];
                /** @description `active` or `suspended`. */
                state: string;
            }[];
            /** @description Absent on the last page. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_PersonShown: {
            items: {
                /** Format: date */
                born_on?: string | null;
                contact?: string | null;
                erased?: components["schemas"]["Tombstone"] | null;
                guardian?: string | null;
                /** Format: uuid */
                id: string;
                jurisdiction?: string | null;
                name: string;
                note?: string | null;
                /** Format: date-time */
                recorded_at: string;
                recorded_by: components["schemas"]["PersonRef"];
            }[];
            /** @description Absent on the last page. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Publication: {
            items: {
                /** Format: uuid */
                approval_id?: string | null;
                asset: components["schemas"]["AssetRef"];
                /** @description Still called live, but its right or its window has ended by the clock: nobody is served. */
                blocked: boolean;
                campaign?: components["schemas"]["CampaignRef"] | null;
                channel: components["schemas"]["ChannelRef"];
                /** Format: date-time */
                copy_removed_at?: string | null;
                /** Format: date-time */
                created_at: string;
                created_by: components["schemas"]["PersonRef"];
                end_cause?: components["schemas"]["EndCause"] | null;
                /** Format: date-time */
                ended_at?: string | null;
                /**
                 * Format: date-time
                 * @description Excluded.
                 */
                ends_at?: string | null;
                /** Format: uuid */
                id: string;
                /** Format: date-time */
                live_at?: string | null;
                log: components["schemas"]["PublicationLog"][];
                /** @description Where everybody reads it, for channels that are public addresses. */
                public_url?: string | null;
                /** Format: date-time */
                stable_until?: string | null;
                /** Format: date-time */
                starts_at: string;
                /** @description `planned`, `live`, `ended`, `taken_down`, `failed` or `cancelled`. */
                state: string;
                use: components["schemas"]["Use"];
                verdict?: components["schemas"]["VerdictSummary"] | null;
                /** Format: uuid */
                verdict_id?: string | null;
                /** @description BLAKE3 of the version's bytes. */
                version_hash: string;
                /** Format: uuid */
                version_id: string;
            }[];
            /** @description Absent on the last page. */
            next_cursor?: string | null;
        };
        /** @description A part of what was one leaf. */
        Part: {
            /** @description The leaf's own key, a dot and a word. */
            key: string;
            name: string;
        };
        /**
         * @description What a person may do in this product.
         * @enum {string}
         */
        Permission: "view_assets" | "upload_assets" | "edit_assets" | "download_originals" | "ask_rights" | "view_agreements" | "edit_agreements" | "approve_agreements" | "edit_reference" | "erase_people" | "request_approvals" | "decide_approvals" | "publish" | "manage_channels" | "view_campaigns" | "edit_campaigns" | "manage_people" | "view_audit" | "manage_fields" | "operate";
        /** @description Somebody who signs in. */
        Person: {
            /** Format: date-time */
            created_at: string;
            email: string;
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: uuid */
            organization_id: string;
            organization_name: string;
            /**
             * Format: int32
             * @description For `If-Match`.
             */
            revision: number;
            role: components["schemas"]["Role"];
            /** @description `active` or `suspended`. */
            state: string;
        };
        PersonChange: {
            name?: string | null;
            password?: string | null;
            role?: components["schemas"]["Role"] | null;
            /** @description `active` or `suspended`. */
            state?: string | null;
        };
        /** @description Somebody named in an answer. Without an id it was the product itself. */
        PersonRef: {
            /** Format: uuid */
            id?: string | null;
            name: string;
        };
        /** @description Somebody shown in assets: a record apart, for those who may approve agreements. */
        PersonShown: {
            /** Format: date */
            born_on?: string | null;
            contact?: string | null;
            erased?: components["schemas"]["Tombstone"] | null;
            guardian?: string | null;
            /** Format: uuid */
            id: string;
            jurisdiction?: string | null;
            name: string;
            note?: string | null;
            /** Format: date-time */
            recorded_at: string;
            recorded_by: components["schemas"]["PersonRef"];
        };
        /** @description The same with what rests on them. */
        PersonWithRights: components["schemas"]["PersonShown"] & {
            /** @description Their rights in assets. */
            interests: components["schemas"]["Interest"][];
            /** @description The papers that grant something for them. */
            releases: components["schemas"]["AgreementSummary"][];
        };
        /**
         * @description Where a statement stands.
         * @enum {string}
         */
        Place: "inside" | "beside";
        /** @description An answer people can give. */
        PossibleAnswer: {
            /** @description What has to be said with it: `day` or `zone`. */
            asks?: string | null;
            choice: string;
            label: string;
        };
        /** @description A licence or statement by its usual short name. */
        Preset: {
            /** @description `creative_commons` or `rights_statements`. */
            family: string;
            /** @description For example `cc-by-sa-4.0` or `rs-InC`. */
            id: string;
            /** @description Whether it permits anything: a statement tells what somebody believes and permits nothing by itself. */
            is_licence: boolean;
            name: string;
            notes: components["schemas"]["Note"][];
            rules: components["schemas"]["ProposedRule"][];
            /** @description The page of the licence or statement. */
            url: string;
        };
        /** @description A recipe to try. */
        PresetExample: {
            /** Format: uuid */
            asset_id: string;
            recipe: components["schemas"]["PresetRecipe"];
        };
        /** @description Size, cut and format of a picture. */
        PresetRecipe: {
            /** @description The color under what is transparent, `#rrggbb`; without one all but JPEG stay transparent. */
            background?: string | null;
            /**
             * Format: int32
             * @description 0 (quick) to 6 (small); WebP and AVIF alone.
             */
            effort: number;
            /**
             * @description `inside`: all of the picture, its long side at most `width` pixels. `cover`: exactly `width` by `height`, cut
             *     around the focus; of a smaller picture as large a part of that shape as there is.
             */
            fit: string;
            /**
             * Format: int32
             * @description Only with `cover`: where it is cut, in thousandths from the left; 500 is the middle.
             */
            focus_x?: number | null;
            /**
             * Format: int32
             * @description The same from the top.
             */
            focus_y?: number | null;
            /** @description `jpeg`, `png`, `webp` or `avif`. AVIF is written by libvips: without it no picture comes of such a preset. */
            format: string;
            /**
             * Format: int32
             * @description Only with `cover`: 16 to 8,192 pixels.
             */
            height?: number | null;
            /**
             * Format: int32
             * @description 1 to 100; no effect on PNG.
             */
            quality: number;
            /**
             * Format: int32
             * @description 16 to 8,192 pixels.
             */
            width: number;
        };
        Presets: {
            items: components["schemas"]["Preset"][];
        };
        /** @description A column, and what becomes of it. */
        PreviewColumn: {
            example: string;
            name: string;
            /** @description `title`, `keywords`, … or a field's key; absent: it is kept with the record and found by its words. */
            used_as?: string | null;
        };
        /** @description One record as it would be taken. */
        PreviewRow: {
            description?: string | null;
            external_id?: string | null;
            /** @description Values of fields of the house by their keys. */
            fields: {
                [key: string]: Record<string, unknown>;
            };
            file?: string | null;
            keywords: string[];
            /** Format: int64 */
            line: number;
            /** @description Why it would be refused. */
            refused?: string | null;
            title?: string | null;
        };
        /**
         * @description What would be done to the agreement.
         * @enum {string}
         */
        PreviewedChange: "approve" | "execute" | "suspend" | "terminate" | "void" | "revoke" | "facts";
        /** @description A fact as it would be recorded. */
        PreviewedFact: {
            /**
             * Format: uuid
             * @description The fact it would amend: that one stays, as an amendment stands beside what it changes.
             */
            amends?: string | null;
            body: {
                [key: string]: unknown;
            };
            /**
             * Format: date
             * @description With `amends`, for a grant: from that day on the amended grant would count no longer.
             */
            effective_on?: string | null;
            /**
             * Format: uuid
             * @description The fact it would correct.
             */
            id?: string | null;
            /** @description `grant`, `restriction`, `waiver`, `revocation`, `engagement`, `exclusivity`, `usage` or `duty_event`. */
            kind: string;
        };
        /** @description A refusal or failure as every endpoint answers it. */
        Problem: {
            /** @description Stable: `noun.problem`. */
            code: string;
            /** @description A sentence for a person. */
            detail: string;
            /** @description The request field that is wrong. */
            field?: string | null;
            /** Format: int32 */
            status: number;
            title: string;
            /** @description `/problems/{code}`. */
            type: string;
        };
        /** @description The running release. */
        Product: {
            /** @description Whether the demo brand was loaded. */
            demo: boolean;
            version: string;
        };
        /** @description A proposed agreement. */
        Proposal: {
            /** @description A kind of agreement: `licence`, `house_policy`, `open_licence`. */
            kind: string;
            licensee: string;
            licensor: string;
            notes: components["schemas"]["Note"][];
            reference: string;
            /** @description `extracted`, or `draft` for what is an offer or a request only. */
            review: string;
            rules: components["schemas"]["ProposedRule"][];
            /** @description `executed`, or `draft` for what is an offer or a request only. */
            status: string;
            title: string;
        };
        /** @description One rule in the engine's form, without the interest or asset it will be about. */
        ProposedRule: {
            body: {
                [key: string]: unknown;
            };
            kind: components["schemas"]["RuleKind"];
            /** @description The words of the paper. */
            quote: string;
            /** @description What the paper says it is about, by the paper's own name; absent: everything it is about. */
            target?: string | null;
        };
        /** @description A planned, live or ended use of one version in one channel. */
        Publication: {
            /** Format: uuid */
            approval_id?: string | null;
            asset: components["schemas"]["AssetRef"];
            /** @description Still called live, but its right or its window has ended by the clock: nobody is served. */
            blocked: boolean;
            campaign?: components["schemas"]["CampaignRef"] | null;
            channel: components["schemas"]["ChannelRef"];
            /** Format: date-time */
            copy_removed_at?: string | null;
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["PersonRef"];
            end_cause?: components["schemas"]["EndCause"] | null;
            /** Format: date-time */
            ended_at?: string | null;
            /**
             * Format: date-time
             * @description Excluded.
             */
            ends_at?: string | null;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            live_at?: string | null;
            log: components["schemas"]["PublicationLog"][];
            /** @description Where everybody reads it, for channels that are public addresses. */
            public_url?: string | null;
            /** Format: date-time */
            stable_until?: string | null;
            /** Format: date-time */
            starts_at: string;
            /** @description `planned`, `live`, `ended`, `taken_down`, `failed` or `cancelled`. */
            state: string;
            use: components["schemas"]["Use"];
            verdict?: components["schemas"]["VerdictSummary"] | null;
            /** Format: uuid */
            verdict_id?: string | null;
            /** @description BLAKE3 of the version's bytes. */
            version_hash: string;
            /** Format: uuid */
            version_id: string;
        };
        /** @description One line of a publication's history. */
        PublicationLog: {
            /** Format: date-time */
            at: string;
            by: components["schemas"]["PersonRef"];
            detail: string;
            what: string;
        };
        /** @description Something nobody has answered, and what the best answer would free. */
        Question: {
            /** Format: uuid */
            agreement?: string | null;
            /**
             * Format: int64
             * @description How many assets it is about.
             */
            assets: number;
            /**
             * Format: int64
             * @description For how many of those the best answer alone would clear something.
             */
            assets_freed: number;
            /**
             * Format: int64
             * @description Of those, how many were worked out; the numbers below count these only.
             */
            assets_looked_at: number;
            /**
             * Format: int64
             * @description What it would clear: channels times territories times purposes, from today on, summed over assets.
             */
            cells: number;
            /**
             * @description `agreement.review`, `agreement.signature`, `period.end`, `territory.group`, `duty.before_use`,
             *     `revocation.disputed` or `component.suspected`.
             */
            code: string;
            /** @description The facts it is about. */
            facts: string[];
            message: string;
            /** @description The first assets it would free. */
            named: components["schemas"]["AssetRef"][];
        };
        /** @description One standard's block. */
        RawBlock: {
            /** @description Where in the file it lies, such as `JPEG APP13`. */
            place: string;
            /**
             * @description `exif`, `iptc`, `xmp`, `icc`, `png`, `jpeg`, `pdf`, `office`, `id3`, `riff`, `quicktime`, `c2pa` (what Content
             *     Credentials say, changed or not), or `sidecar` for the XMP file that came with it.
             */
            standard: string;
            values: {
                [key: string]: string;
            };
        };
        /** @description Every block of a file. */
        RawMetadata: {
            blocks: components["schemas"]["RawBlock"][];
            /** @description Places and serial numbers are left out: the reader may not have the original. */
            withheld: boolean;
        };
        /** @description Why a part is not cleared. */
        Reason: {
            /** Format: uuid */
            agreement_id?: string | null;
            agreement_reference?: string | null;
            clause?: components["schemas"]["ClauseQuote"] | null;
            code: string;
            interest?: string | null;
            message: string;
            /** @description From the asset down to the right in question. */
            path: string[];
            region: string;
            remedy?: string | null;
            rule?: string | null;
        };
        /** @description Something recorded, corrected or taken away since a publication went live. */
        RecordedSince: components["schemas"]["FactHistory"] & {
            /** Format: date-time */
            changed_at: string;
            /** @description One of the two answers names it. */
            decisive: boolean;
            /**
             * @description `correction`: we had it wrong. `amendment`: agreed otherwise, from its own day on. `recorded`: heard of later.
             *     `step`: it went on. `withdrawn`: taken off the record.
             */
            how: string;
            /** @description When the house heard of it, where the record says so: who answers in time is measured from then. */
            received_at?: string | null;
        };
        /** @description The first records of a file as they would be taken. */
        RecordsPreview: {
            columns: components["schemas"]["PreviewColumn"][];
            /** @description Lines that were looked at, and how many of them would be refused. */
            lines: number;
            /** @description By which the rows were read: the usual names unless told. */
            mapping: components["schemas"]["Mapping"];
            refused: number;
            rows: components["schemas"]["PreviewRow"][];
        };
        /** @description A change of the reference data on record. */
        ReferenceChange: components["schemas"]["NewReferenceChange"] & {
            /** Format: uuid */
            id: string;
            /**
             * Format: int64
             * @description 2, 3, …: the first is what the release shipped.
             */
            number: number;
            /** Format: date-time */
            recorded_at: string;
            recorded_by: components["schemas"]["PersonRef"];
            /** @description Of the whole reference from then on. */
            version: string;
        };
        /** @description What a change would touch. Nothing is stored. */
        ReferenceImpact: {
            /**
             * Format: int64
             * @description Agreements with rules that name it, or something wider.
             */
            agreements: number;
            /**
             * Format: int64
             * @description Open and given approvals of these assets.
             */
            approvals: number;
            /** Format: int64 */
            assets: number;
            /** @description The list of leaves itself changes: all rights are read again. */
            everywhere: boolean;
            /** @description References of some of them. */
            named: string[];
            /**
             * Format: int64
             * @description Live and planned publications of these assets.
             */
            publications: number;
            /** @description The version that would be in force. */
            version: string;
        };
        /** @description Assets that gain or lose the same uses. */
        RegionImpact: {
            /** Format: int64 */
            asset_count: number;
            /** @description The first of them. */
            assets: components["schemas"]["AssetRef"][];
            gained: components["schemas"]["ClearedBox"][];
            lost: components["schemas"]["ClearedBox"][];
        };
        Remedy: {
            code: string;
            text: string;
        };
        /** @description How a picture is made of an asset. */
        RenditionPreset: {
            /** @description Comes with the product and stays as it is. */
            built_in: boolean;
            /** @description The name in addresses; never changes. */
            key: string;
            name: string;
            /** @description What it is for. */
            note: string;
            recipe: components["schemas"]["PresetRecipe"];
            /** @description Changes with anything that would give other pictures. */
            recipe_hash: string;
            /** Format: int32 */
            revision: number;
            /** @description `active` or `retired`: a retired one is offered no more, and makes nothing new. */
            state: string;
            /** Format: date-time */
            updated_at?: string | null;
        };
        /** @description What is to be different about a preset. What is absent stays as it is. */
        RenditionPresetChange: {
            name?: string | null;
            note?: string | null;
            recipe?: components["schemas"]["PresetRecipe"] | null;
            /** @description `active` or `retired`. */
            state?: string | null;
        };
        /** @description A made picture and where it is. */
        RenditionRef: {
            /** Format: int32 */
            height: number;
            mime: string;
            /**
             * @description `thumbnail`, `preview` or `large`; of film and sound also `proxy`, which plays in a browser, and `peaks`, the
             *     loudness of a sound over time as JSON.
             */
            preset: string;
            /** Format: int64 */
            size_bytes: number;
            /** @description Never changes its bytes: new bytes have a new address. */
            url: string;
            /**
             * Format: int32
             * @description Pixels; 0 for what is not seen.
             */
            width: number;
        };
        /** @description A switch that is on. */
        Reserved: {
            /** Format: uuid */
            agreement?: string | null;
            by: components["schemas"]["PersonRef"];
            /** @description Why, where somebody said so. */
            reason?: string | null;
            /** Format: date-time */
            since: string;
        };
        /**
         * @description How far people here have checked what is recorded of it.
         * @enum {string}
         */
        Review: "draft" | "extracted" | "reviewed" | "approved";
        /** @description A day on which something ends, begins or has to be done. */
        RightsDate: {
            /** @description `renew_or_let_lapse`, `plan`, `take_down`, `exercise`, `settle`, `give_notice` or `pay`. */
            action: string;
            alert?: components["schemas"]["Alert"] | null;
            /**
             * Format: date
             * @description The last day before it changes, or the last day to act.
             */
            date: string;
            /** @description The facts it comes from. */
            facts: string[];
            /**
             * @description `expiry`, `start`, `run_off`, `option`, `duty`, `embargo`, `restriction`, `blackout`, `exclusivity`, `revocation`,
             *     `notice`, `renewal` or `fee`.
             */
            kind: string;
            /**
             * Format: int64
             * @description For what ends: how many uses that are live today are planned beyond it.
             */
            live_beyond: number;
            /** @description In plain words. */
            what: string;
        };
        /** @description The rights policy as it stands or stood. */
        RightsPolicy: {
            minor_majority?: string | null;
            reason?: string | null;
            /**
             * Format: date-time
             * @description Absent while nobody has decided anything.
             */
            recorded_at?: string | null;
            recorded_by?: components["schemas"]["PersonRef"] | null;
            territory_test?: string | null;
            /** Format: int32 */
            withdrawal_grace_days?: number | null;
        };
        /** @description Channels, territories, purposes and the words for rights, for forms and explanations. */
        RightsReference: {
            agreement_kinds: components["schemas"]["NamedKey"][];
            categories: components["schemas"]["Category"][];
            channel_groups: components["schemas"]["NamedGroup"][];
            channels: components["schemas"]["ChannelLeaf"][];
            /** @description The release of the time zone data that clocks are read by. */
            clock_version: string;
            interest_kinds: components["schemas"]["NamedKey"][];
            modifications: components["schemas"]["NamedLeaf"][];
            purposes: components["schemas"]["NamedLeaf"][];
            restriction_codes: string[];
            /** @description Where the shipped data comes from. */
            sources: components["schemas"]["Source"][];
            taxonomy_version: string;
            territories: components["schemas"]["Territory"][];
            territory_groups: components["schemas"]["TerritoryGroup"][];
            territory_version: string;
            /** @description Of everything below together. */
            version: string;
            zones: string[];
        };
        /**
         * @description A named set of permissions.
         * @enum {string}
         */
        Role: "administrator" | "rights_manager" | "editor" | "marketer" | "approver" | "partner";
        /** @description A role and what it may do. */
        RoleInfo: {
            permissions: components["schemas"]["Permission"][];
            role: components["schemas"]["Role"];
            title: string;
        };
        /** @description One row that cannot be taken. */
        RowProblem: {
            /** @description The column it is about. */
            column?: string | null;
            message: string;
            /** @description Counts from 1, the heading included, as a spreadsheet does. */
            row: number;
        };
        /** @enum {string} */
        RuleKind: "grant" | "restriction";
        /** @description One page of hits, and counts over all of them. */
        SearchAnswer: {
            buckets?: components["schemas"]["Buckets"] | null;
            facets: {
                [key: string]: components["schemas"]["FacetCount"][];
            };
            hits: components["schemas"]["SearchHit"][];
            /**
             * Format: int64
             * @description The last event the index has seen.
             */
            indexed_through: number;
            next_cursor?: string | null;
            /** Format: int64 */
            took_ms: number;
            /**
             * Format: int64
             * @description Hits in the buckets that are shown.
             */
            total: number;
        };
        /** @description An asset that was found. */
        SearchHit: {
            /** Format: uuid */
            asset_id: string;
            /** @description The average color, `#rrggbb`. */
            color?: string | null;
            /** Format: date-time */
            created_at: string;
            file_name: string;
            /** @description `ALLOWED` … `DENIED`; absent when no use was asked about. */
            headline?: string | null;
            /** Format: int32 */
            height?: number | null;
            kind: string;
            /** @description Which of title, keywords, description, file_name, metadata the text was found in. */
            matched: string[];
            mime: string;
            /** @description `pending`, `ready`, `failed` or `unsupported`. */
            preview: string;
            preview_url?: string | null;
            sentence?: string | null;
            /** Format: date-time */
            stable_until?: string | null;
            /** @description `active` or `archived`. */
            state: string;
            thumbnail_url?: string | null;
            title: string;
            /** Format: int32 */
            width?: number | null;
        };
        /** @description A file of records that was sent. */
        SentRecords: {
            file_name: string;
            /**
             * Format: uuid
             * @description Named when its import begins or a preview is wanted.
             */
            id: string;
            /** Format: int64 */
            size_bytes: number;
        };
        /** @description A started session. The same token is set as an HttpOnly cookie. */
        Session: {
            /** Format: date-time */
            expires_at: string;
            permissions: components["schemas"]["Permission"][];
            person: components["schemas"]["Person"];
            token: string;
        };
        /**
         * @description How grave a finding is, gravest first.
         * @enum {string}
         */
        Severity: "error" | "warning" | "question";
        SignIn: {
            email: string;
            password: string;
        };
        /** @description An address that works without signing in until it expires. */
        SignedAddress: {
            /** Format: date-time */
            expires_at: string;
            /** Format: int32 */
            height: number;
            url: string;
            /**
             * Format: int32
             * @description Of the picture behind it, pixels.
             */
            width: number;
        };
        /** @description A source of the shipped data. */
        Source: {
            name: string;
            version: string;
        };
        /** @description A publication or an approval that stands on an asset. */
        StandingUse: {
            /** Format: uuid */
            asset_id: string;
            /** Format: uuid */
            id: string;
            /** @description `publication` or `approval`. */
            kind: string;
            state: string;
        };
        /** @description A field as the file has it. */
        StatedField: {
            label: string;
            /** @description Its path in XMP, such as `plus:DataMining`. */
            name: string;
            value: string;
        };
        /** @description Something a file says about its rights. Without interests, rules and flags there is nothing to record of it. */
        Statement: {
            /** @description What would be recorded, in plain words. */
            becomes: string;
            fields: components["schemas"]["StatedField"][];
            /** @description What the asset may show and duties of law look at. */
            flags: string[];
            interests: components["schemas"]["SuspectedInterest"][];
            /** @description Names this very statement: other words are another statement. */
            key: string;
            notes: components["schemas"]["Note"][];
            /** @description Where these very words stand; both, when they are the same. */
            places: components["schemas"]["Place"][];
            /** @description Rules to be reviewed; `target` is the kind of interest each is for. */
            rules: components["schemas"]["ProposedRule"][];
            /** @description What is easily misread in it. */
            trap: string;
            /** @description Why it cannot be read. */
            unreadable?: string | null;
        };
        StatementDecision: {
            /**
             * Format: uuid
             * @description Where its rules were recorded.
             */
            agreement?: string | null;
            /** Format: date-time */
            decided_at: string;
            decided_by: components["schemas"]["PersonRef"];
            /** @description `accepted` or `dismissed`. */
            outcome: string;
            reason?: string | null;
        };
        StatementShown: {
            decision?: components["schemas"]["StatementDecision"] | null;
            /** @description Whether there is anything in it to record. */
            records_something: boolean;
            statement: components["schemas"]["Statement"];
        };
        /**
         * @description Where the paper stands between the parties.
         * @enum {string}
         */
        Status: "draft" | "sent" | "executed" | "suspended" | "terminated" | "void";
        /** @description The record that stands in place of another. */
        Successor: {
            change: string;
            /** Format: uuid */
            id: string;
            reason?: string | null;
            recorded_by: components["schemas"]["PersonRef"];
        };
        /** @description Something to search for. */
        Suggestion: {
            /**
             * Format: int64
             * @description How many assets it leads to.
             */
            count: number;
            /**
             * Format: uuid
             * @description The asset or collection.
             */
            id?: string | null;
            /** @description `title`, `keyword` or `collection`. */
            kind: string;
            text: string;
        };
        /** @description The grant that clears a right. */
        Support: {
            /** Format: uuid */
            agreement_id?: string | null;
            agreement_reference?: string | null;
            clause?: components["schemas"]["ClauseQuote"] | null;
            interest: string;
            path: string[];
            rule: string;
            until?: string | null;
        };
        /** @description A right the file hints at; never more than suspected. */
        SuspectedInterest: {
            /** @description `none`, `partial` or `complete`. */
            completeness: string;
            holder: string;
            kind: string;
            subject: string;
        };
        /** @description What a table would change, or has changed. */
        TableOutcome: {
            /** @description Only assets that differ. */
            assets: components["schemas"]["AssetDifference"][];
            changed: number;
            problems: components["schemas"]["RowProblem"][];
            unchanged: number;
        };
        /** @description Which assets a table is about. */
        TableRequest: {
            /** @description At most 10,000, in the order of the rows. */
            assets: string[];
        };
        Takedown: {
            reason: string;
        };
        /** @description Technical facts of a file; what was not measured or does not apply is absent. */
        TechnicalProperties: {
            /** @default null */
            audio_codec?: string | null;
            /**
             * Format: int32
             * @description Of the sound.
             * @default null
             */
            channels?: number | null;
            /**
             * Format: int64
             * @description Of film and sound, milliseconds.
             * @default null
             */
            duration_ms?: number | null;
            /**
             * @description Frames a second, such as `25` or `29.97`.
             * @default null
             */
            frame_rate?: string | null;
            /**
             * Format: int32
             * @description Frames of an animation.
             * @default null
             */
            frames?: number | null;
            /**
             * @description Of a PDF: it is encrypted. One that opens with a password only has no preview.
             * @default null
             */
            is_encrypted?: boolean | null;
            /**
             * Format: int32
             * @description Pages of a document or of a TIFF.
             * @default null
             */
            pages?: number | null;
            /**
             * Format: int32
             * @description Samples a second.
             * @default null
             */
            sample_rate?: number | null;
            /**
             * @description As FFmpeg calls it, such as `h264`.
             * @default null
             */
            video_codec?: string | null;
        };
        /** @description One allowed word. */
        Term: {
            key: string;
            labels: {
                [key: string]: string;
            };
            /** @description The key of the term above it. */
            parent?: string | null;
            /** @description Kept for what is on record, offered no more. */
            retired?: boolean;
        };
        /** @description A time in which something is granted. */
        TermBar: {
            /** Format: date */
            from?: string | null;
            /**
             * Format: int64
             * @description How many grants have this term.
             */
            grants: number;
            /** @description The end is not on record. */
            is_end_unknown: boolean;
            /**
             * Format: date
             * @description The last day on which what is live already may stay.
             */
            run_off_until?: string | null;
            /**
             * Format: date
             * @description The last day; absent without end.
             */
            until?: string | null;
        };
        Territory: {
            code: string;
            name: string;
            /** @description The territory it is a part of, where it is one. */
            part_of?: string | null;
        };
        TerritoryGroup: {
            /** @description Its members have changed over time. */
            dated: boolean;
            key: string;
            members: string[];
            name: string;
            /** @description May be meant, and are asked about before they count. */
            possible: string[];
            retired: boolean;
            /** @description Nobody has said what it means: whatever names it is unknown. */
            undefined: boolean;
            /** @description All its members by date, the oldest first. */
            versions: components["schemas"]["GroupVersion"][];
        };
        /** @description The dates of a window, one group for each agreement, the one whose first day comes first on top. */
        Timeline: {
            agreements: components["schemas"]["DatedAgreement"][];
            /** Format: date */
            from: string;
            /**
             * Format: int64
             * @description How many more agreements have days in this window.
             */
            left_out: number;
            /** Format: date */
            today: string;
            /** Format: date */
            until: string;
        };
        /** @description What stays where a person's record was. */
        Tombstone: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by?: string | null;
            by_name: string;
            /** @description BLAKE3 of the receipt followed by the record as it was: only who holds the receipt can show what it was of. */
            hash: string;
            /** @description Verdicts looked at the birthday: without it the answer for these assets is unknown. */
            needs_birthday: boolean;
            reason: string;
        };
        /** @description One suite of programs. */
        ToolEntry: {
            /** @description What it is called for. */
            gives: string;
            label: string;
            /** @description As the settings call it, after `tool_`. */
            name: string;
            /** @description Debian's package. */
            package: string;
            path?: string | null;
            /** @description Why it is not used; absent when it is. */
            problem?: string | null;
            version?: string | null;
            /** @description What is missing without it. */
            without: string;
        };
        /** @description The programs of this server, and what keeps them in their place. */
        ToolList: {
            /** @description Their memory, processor time and files are limited by the system. */
            has_limits: boolean;
            /** @description They run without network. */
            has_no_network: boolean;
            items: components["schemas"]["ToolEntry"][];
            /** @description What is not kept from them, in sentences; empty when all is. */
            warnings: string[];
        };
        /** @description The parts of an upload. */
        UploadForm: {
            /** Format: binary */
            file: string;
            metadata?: components["schemas"]["UploadMetadata"] | null;
            /**
             * Format: binary
             * @description The XMP file that an editor wrote beside it, at most 1 MiB: its word counts before what the file says itself.
             */
            sidecar?: string | null;
        };
        /** @description The `metadata` part: what is known about the asset and where to put it. */
        UploadMetadata: {
            /**
             * Format: uuid
             * @description A collection the new asset is put into.
             */
            collection_id?: string | null;
            description?: string | null;
            keywords?: string[] | null;
            title?: string | null;
        };
        /** @description What became of an upload. */
        UploadOutcome: {
            asset: components["schemas"]["Asset"];
            /** @description The same bytes were there already: nothing was stored and `asset` is the one that has them. */
            duplicate: boolean;
            duplicate_of?: components["schemas"]["DuplicateOf"] | null;
            /** Format: uuid */
            version_id: string;
        };
        /** @description One intended use, without the asset. */
        Use: {
            /**
             * @description Where it can be seen, when that is more than where it is aimed at.
             * @default null
             */
            accessible?: string[] | null;
            /** @default null */
            actor?: string | null;
            /** @default null */
            brand?: string | null;
            /** @default null */
            category?: string | null;
            /** @default [] */
            channels: string[];
            /** @default null */
            embedding?: string | null;
            /** @default  */
            end: string;
            /**
             * @description `new`, `continue`, `produce` or `retain`.
             * @default null
             */
            mode?: string | null;
            /** @default null */
            modifications?: string[] | null;
            /** @default null */
            produced_at?: string | null;
            /** @default null */
            published_at?: string | null;
            /** @default null */
            purposes?: string[] | null;
            /** @default null */
            quantity?: {
                [key: string]: number;
            } | null;
            /**
             * @description First and last civil day, both included.
             * @default
             */
            start: string;
            /** @default [] */
            territories: string[];
            /**
             * @description The clock the days are read by; each territory's own unless told.
             * @default null
             */
            zone?: string | null;
        };
        /** @description A publication or approval whose answer would change. */
        UseImpact: {
            after: components["schemas"]["Foreseen"];
            asset: components["schemas"]["AssetRef"];
            before: components["schemas"]["Foreseen"];
            /** @description `lost`, `gained` or `changed`. */
            effect: string;
            /** Format: uuid */
            id: string;
            /** @description `publication` or `approval`. */
            kind: string;
            state: string;
            /** @description What is left of the use from now on. */
            use: components["schemas"]["Use"];
        };
        /** @description A publication that was live. */
        UseMade: {
            /** Format: uuid */
            asset: string;
            /**
             * Format: int64
             * @description Cells it took up.
             */
            cells: number;
            /** Format: uuid */
            publication: string;
            /** @description `live` or `ended`. */
            state: string;
        };
        /** @description A question about one asset or several: to the rights alone, or to the gate, which also asks what people said. */
        UseRequest: {
            /** @default null */
            accessible?: string[] | null;
            /** @default null */
            actor?: string | null;
            /**
             * Format: uuid
             * @default null
             */
            asset?: string | null;
            /**
             * @description At most 200.
             * @default null
             */
            assets?: string[] | null;
            /**
             * Format: date-time
             * @description Answer as of what was known then; now unless told. The gate answers for now alone.
             * @default null
             */
            belief_at?: string | null;
            /** @default null */
            brand?: string | null;
            /** @default null */
            category?: string | null;
            /** @default [] */
            channels?: string[];
            /** @default null */
            embedding?: string | null;
            /** @default  */
            end?: string;
            /** @default null */
            mode?: string | null;
            /** @default null */
            modifications?: string[] | null;
            /** @default null */
            produced_at?: string | null;
            /** @default null */
            published_at?: string | null;
            /** @default null */
            purposes?: string[] | null;
            /** @default null */
            quantity?: {
                [key: string]: number;
            } | null;
            /**
             * @description First and last civil day, both included.
             * @default
             */
            start?: string;
            /** @default [] */
            territories?: string[];
            /**
             * @description Asked of the gate, with one asset only: BLAKE3 or SHA-256 of the bytes that would be shown, in hexadecimal. Rights
             *     are not about bytes, so a question to them alone does not carry it.
             * @default null
             */
            version_hash?: string | null;
            /** @default null */
            zone?: string | null;
        };
        /** @description The answer to one use of one asset; never changed. */
        Verdict: {
            /** Format: date-time */
            asked_at: string;
            /** Format: uuid */
            asset: string;
            /** Format: date-time */
            belief_at: string;
            boxes: components["schemas"]["ClearedBox"][];
            /** @description What is cleared of what was asked, in canonical lines. */
            cleared: string[];
            /** @description Exact particulars by reason code, for example `CAP_EXCEEDED:remaining 5000`. */
            details: string[];
            duties: components["schemas"]["Duty"][];
            engine_version: string;
            /** @description `ALLOWED`, `ALLOWED_WITH_DUTIES`, `PARTIAL`, `CONDITIONAL`, `UNKNOWN` or `DENIED`. */
            headline: string;
            /** Format: uuid */
            id: string;
            inputs_hash: string;
            next_events: components["schemas"]["NextEvent"][];
            notes: string[];
            reasons: components["schemas"]["Reason"][];
            reference_version: string;
            remedies: components["schemas"]["Remedy"][];
            sentence: string;
            /**
             * Format: date-time
             * @description Until then the answer stays the same unless a fact changes; absent: for ever.
             */
            stable_until?: string | null;
            supports: components["schemas"]["Support"][];
            taxonomy_version: string;
            territory_data_version: string;
            use: components["schemas"]["Use"];
        };
        /** @description A verdict in short. */
        VerdictSummary: {
            headline: string;
            sentence: string;
            /** Format: date-time */
            stable_until?: string | null;
            /**
             * Format: uuid
             * @description Where it is kept; absent when it was only asked for this answer.
             */
            verdict_id?: string | null;
        };
        /** @description Several verdicts, in the order of the assets asked about. */
        Verdicts: {
            items: components["schemas"]["Verdict"][];
        };
        /** @description One uploaded file of an asset. */
        Version: {
            /** @description Hashes of the bytes, lower-case hexadecimal. */
            blake3: string;
            /**
             * Format: date-time
             * @description When its stored bytes were last compared with those that were uploaded.
             */
            checked_at?: string | null;
            /** @description The average color, `#rrggbb`. */
            color?: string | null;
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["PersonRef"];
            /** @description What was wrong with them then. */
            fault?: string | null;
            file_name: string;
            /** Format: int32 */
            height?: number | null;
            /** Format: uuid */
            id: string;
            kind: string;
            /** @description Told from the content, never from the name. */
            mime: string;
            /**
             * Format: int32
             * @description 1 is the first; 0 stands for a mere record, without a file.
             */
            number: number;
            /** @description `pending`, `ready`, `failed`, `unsupported`, or `none` without a file. */
            preview: string;
            /** @description Why there is no preview. */
            preview_note?: string | null;
            properties: components["schemas"]["TechnicalProperties"];
            renditions: components["schemas"]["RenditionRef"][];
            sha256: string;
            /** Format: int64 */
            size_bytes: number;
            /**
             * Format: int32
             * @description Pixels as a viewer sees them; absent where there is no picture or its header cannot be read.
             */
            width?: number | null;
        };
        /** @description The parts of an upload of a new version. */
        VersionForm: {
            /** Format: binary */
            file: string;
            /**
             * Format: binary
             * @description The XMP file that an editor wrote beside it, at most 1 MiB.
             */
            sidecar?: string | null;
        };
        /** @description Allowed words, in order. */
        Vocabulary: {
            key: string;
            labels: {
                [key: string]: string;
            };
            /** Format: int32 */
            revision: number;
            terms: components["schemas"]["Term"][];
        };
        /**
         * @description What became of a word, or of the vocabulary itself.
         * @enum {string}
         */
        VocabularyAct: "added" | "named" | "moved" | "retired" | "offered" | "taken_out" | "ordered";
        /** @description One change. */
        VocabularyChange: {
            act: components["schemas"]["VocabularyAct"];
            after?: string | null;
            /** @description A name, or the name of the word above it; absent is none. */
            before?: string | null;
            /** @description The language of a name. */
            language?: string | null;
            /** @description What the word was called in English at that time. */
            name?: string | null;
            /** @description The key of the word; absent where it is about the vocabulary itself. */
            term?: string | null;
        };
        /** @description A vocabulary as it is to be. */
        VocabularyContent: {
            labels: {
                [key: string]: string;
            };
            terms: components["schemas"]["Term"][];
        };
        /** @description What was changed at one time. */
        VocabularyEntry: {
            /** @description At most 200. */
            changes: components["schemas"]["VocabularyChange"][];
            /** Format: uuid */
            id: string;
            /** @description How many more there were. */
            more: number;
            /** Format: date-time */
            recorded_at: string;
            recorded_by: components["schemas"]["PersonRef"];
            /**
             * Format: int32
             * @description The revision that came of it.
             */
            revision: number;
        };
        /** @description How a vocabulary is used. */
        VocabularyUsage: {
            /** @description Keys of the fields that take its words, retired ones too. */
            fields: string[];
            /** @description By the key of a word, how many assets say it, archived ones too. A word that none says is not there. */
            terms: {
                [key: string]: number;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_agreements: {
        parameters: {
            query?: {
                /** @description Words of the reference, title or parties. */
                q?: string;
                review?: components["schemas"]["Review"];
                kind?: components["schemas"]["AgreementKind"];
                /** @description Only those with a rule about this asset. */
                asset?: string;
                /** @description 1 to 200; 50 unless told. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AgreementSummary"];
                };
            };
        };
    };
    add_agreement: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAgreement"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
        };
    };
    list_agreement_dates: {
        parameters: {
            query?: {
                /** @description The first day; today unless told. Money that is overdue is listed whatever the day. */
                from?: string;
                /** @description The last day, included. */
                until?: string;
                /** @description Only of this agreement. */
                agreement?: string;
                /** @description 1 to 200; 50 unless told. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AgreementDate"];
                };
            };
        };
    };
    show_dates_calendar: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
        };
    };
    add_from_preset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFromPreset"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Imported"];
                };
            };
        };
    };
    import_policy: {
        parameters: {
            query?: {
                /** @description Ids of the interests the rules are for, with commas between them. Without any, nothing is recorded. */
                interests?: string;
                /** @description Time zones a day without one may be meant in, with commas between them; any zone unless told. */
                zones?: string;
                /** @description Leaves out the rules about everything that no interest is named for, instead of asking. */
                skip_unknown_targets?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewImport"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Imported"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Imported"];
                };
            };
        };
    };
    show_agreement: {
        parameters: {
            query?: {
                /** @description Answer as of what was on record then; now unless told. */
                belief_at?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
        };
    };
    change_agreement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgreementChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
        };
    };
    answer_question: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAnswer"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
        };
    };
    bring_under_agreement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAssetsUnder"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetsUnder"];
                };
            };
        };
    };
    show_bought: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoughtAndUsed"];
                };
            };
        };
    };
    add_clause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewClause"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clause"];
                };
            };
        };
    };
    remove_clause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                clause_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    add_document: {
        parameters: {
            query: {
                /** @description As the file is called on the disk it comes from. */
                file_name: string;
                /** @description As people call it; the name of the file unless told. */
                title?: string;
                /** @description The file it is the next version of. */
                replaces?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": number[];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
        };
    };
    remove_document: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    download_document: {
        parameters: {
            query?: {
                /** @description Counts from 1; the newest unless told. */
                version?: number;
            };
            header?: never;
            path: {
                id: string;
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_document_versions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_Document"];
                };
            };
        };
    };
    add_duty_event: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFact"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    replace_duty_event: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fact_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFact"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    remove_duty_event: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    add_engagement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFact"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    replace_engagement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fact_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFact"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    remove_engagement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    add_exclusivity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFact"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    replace_exclusivity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fact_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFact"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    remove_exclusivity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    add_fee: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFact"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    replace_fee: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fact_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFact"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    remove_fee: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_findings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_Finding"];
                };
            };
        };
    };
    add_grant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFact"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    replace_grant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fact_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFact"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    remove_grant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_agreement_history: {
        parameters: {
            query?: {
                /** @description Only the records of this fact. */
                fact?: string;
                /** @description 1 to 200; 50 unless told. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_FactHistory"];
                };
            };
        };
    };
    add_notice_window: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFact"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    replace_notice_window: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fact_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFact"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    remove_notice_window: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    preview_agreement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPreview"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Impact"];
                };
            };
        };
    };
    list_open_questions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenQuestions"];
                };
            };
        };
    };
    add_restriction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFact"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    replace_restriction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fact_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFact"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    remove_restriction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    review_agreement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReview"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
        };
    };
    add_revocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFact"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    replace_revocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fact_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFact"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    remove_revocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    add_usage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFact"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    replace_usage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fact_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFact"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    remove_usage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    add_waiver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFact"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    replace_waiver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fact_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFact"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    remove_waiver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_approvals: {
        parameters: {
            query?: {
                /** @description `open`, `approved`, `declined`, `changes_wanted`, `lapsed` or `withdrawn`. */
                state?: string;
                asset?: string;
                /** @description Only the ones the reader asked for. */
                mine?: boolean;
                /** @description 1 to 200; 50 unless told. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Approval"];
                };
            };
        };
    };
    request_approval: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApproval"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
        };
    };
    show_approval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
        };
    };
    comment_approval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewComment"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
        };
    };
    decide_approval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDecision"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    withdraw_approval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
        };
    };
    upload_asset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["UploadForm"];
            };
        };
        responses: {
            /** @description Duplicate */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadOutcome"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadOutcome"];
                };
            };
        };
    };
    show_asset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Asset"];
                };
            };
        };
    };
    archive_asset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    change_asset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssetChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Asset"];
                };
            };
        };
    };
    sign_address: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAddress"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedAddress"];
                };
            };
        };
    };
    list_components: {
        parameters: {
            query?: {
                /** @description Answer as of what was on record then; now unless told. */
                belief_at?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_Component"];
                };
            };
        };
    };
    add_component: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewComponent"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Component"];
                };
            };
        };
    };
    change_component: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                component_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ComponentChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Component"];
                };
            };
        };
    };
    draw_asset_coverage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CoverageRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Coverage"];
                };
            };
        };
    };
    list_deliveries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivered"][];
                };
            };
        };
    };
    list_asset_events: {
        parameters: {
            query?: {
                /** @description Only entries about this. */
                subject?: string;
                /** @description Only events of this name, for example `AssetUploaded`. */
                name?: string;
                /** @description Only entries before this number. */
                before_seq?: number;
                /** @description 1 to 200; 50 unless told. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_EventEntry"];
                };
            };
        };
    };
    list_fact_history: {
        parameters: {
            query?: {
                /** @description 1 to 200; 50 unless told. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_FactHistory"];
                };
            };
        };
    };
    show_asset_fields: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetFields"];
                };
            };
        };
    };
    change_asset_fields: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FieldValues"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetFields"];
                };
            };
        };
    };
    list_field_history: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_FieldEntry"];
                };
            };
        };
    };
    undo_field_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                entry: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetFields"];
                };
            };
        };
    };
    list_flags: {
        parameters: {
            query?: {
                /** @description Answer as of what was on record then; now unless told. */
                belief_at?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_Flag"];
                };
            };
        };
    };
    add_flag: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFlag"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flag"];
                };
            };
        };
    };
    remove_flag: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                flag_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_lookalikes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_Lookalike"];
                };
            };
        };
    };
    merge_assets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMerge"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Asset"];
                };
            };
        };
    };
    preview_merge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMerge"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergePreview"];
                };
            };
        };
    };
    list_merges: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_Merge"];
                };
            };
        };
    };
    show_metadata: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetMetadata"];
                };
            };
        };
    };
    show_raw_metadata: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RawMetadata"];
                };
            };
        };
    };
    download_original: {
        parameters: {
            query?: {
                /**
                 * @description `embedded`: a copy with the rights on record written into its metadata (JPEG, PNG and WebP), for those who may
                 *     see agreements. The bytes as they were uploaded unless told.
                 */
                rights?: string;
                /**
                 * @description `current`: a copy that says what the asset's fields say now, in XMP and IIM; a file to lie beside the original
                 *     where the format takes no changes. `Placet-Metadata` says `written`, `sidecar` or `unchanged`,
                 *     `Placet-Content-Credentials` says `dropped` where the copy lost them, `Placet-Note` says why.
                 */
                metadata?: string;
                /** @description An earlier version of the asset; the current one unless told. */
                version?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    make_renditions_again: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    show_rendition: {
        parameters: {
            query?: {
                /** @description The first 16 hexadecimal digits of the version's BLAKE3 hash: such an address never changes its bytes. */
                v?: string;
            };
            header?: never;
            path: {
                id: string;
                preset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": unknown;
                };
            };
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    restore_asset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Asset"];
                };
            };
        };
    };
    show_asset_rights: {
        parameters: {
            query?: {
                /** @description Answer as of what was on record then; now unless told. */
                belief_at?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetRights"];
                };
            };
        };
    };
    show_asset_policy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": unknown;
                };
            };
        };
    };
    show_rights_fields: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/rdf+xml": string;
                };
            };
        };
    };
    list_rights_proposals: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileRights"];
                };
            };
        };
    };
    accept_rights_proposals: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAcceptance"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileRights"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    dismiss_rights_proposals: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDismissal"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileRights"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    show_ai_reservation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AiReservation"];
                };
            };
        };
    };
    reserve_ai_rights: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReservation"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AiReservation"];
                };
            };
        };
    };
    release_ai_rights: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AiReservation"];
                };
            };
        };
    };
    unmerge_asset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Asset"];
                };
            };
        };
    };
    list_versions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_Version"];
                };
            };
        };
    };
    upload_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["VersionForm"];
            };
        };
        responses: {
            /** @description Duplicate */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadOutcome"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadOutcome"];
                };
            };
        };
    };
    restore_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                version_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Asset"];
                };
            };
        };
    };
    list_events: {
        parameters: {
            query?: {
                /** @description Only entries about this. */
                subject?: string;
                /** @description Only events of this name, for example `AssetUploaded`. */
                name?: string;
                /** @description Only entries before this number. */
                before_seq?: number;
                /** @description 1 to 200; 50 unless told. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_EventEntry"];
                };
            };
        };
    };
    verify_chain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChainCheck"];
                };
            };
        };
    };
    make_bulk_edit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkEdit"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkOutcome"];
                };
            };
        };
    };
    preview_bulk_edit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkEdit"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkOutcome"];
                };
            };
        };
    };
    list_campaigns: {
        parameters: {
            query?: {
                /** @description 1 to 200; 50 unless told. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Campaign"];
                };
            };
        };
    };
    add_campaign: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCampaign"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
        };
    };
    show_campaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
        };
    };
    change_campaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CampaignChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
        };
    };
    list_channels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Channel"];
                };
            };
        };
    };
    add_channel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewChannel"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
        };
    };
    show_channel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
        };
    };
    change_channel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
        };
    };
    list_collections: {
        parameters: {
            query?: {
                /** @description 1 to 200; 50 unless told. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Collection"];
                };
            };
        };
    };
    add_collection: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCollection"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Collection"];
                };
            };
        };
    };
    show_collection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Collection"];
                };
            };
        };
    };
    remove_collection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    change_collection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CollectionChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Collection"];
                };
            };
        };
    };
    put_into_collection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                asset_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    take_from_collection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                asset_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    draw_collection_coverage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CoverageRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Coverage"];
                };
            };
        };
    };
    list_duplicates: {
        parameters: {
            query?: {
                /** @description 1 to 200; 50 unless told. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_DuplicateGroup"];
                };
            };
        };
    };
    dismiss_duplicates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DuplicateDismissal"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_fields: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_Field"];
                };
            };
        };
    };
    add_field: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewField"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Field"];
                };
            };
        };
    };
    show_field: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Field"];
                };
            };
        };
    };
    change_field: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FieldChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Field"];
                };
            };
        };
    };
    ask_gate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UseRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateAnswer"];
                };
            };
        };
    };
    list_imports: {
        parameters: {
            query?: {
                /** @description 1 to 200; 50 unless told. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Import"];
                };
            };
        };
    };
    begin_import: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewImportBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
        };
    };
    send_records: {
        parameters: {
            query: {
                /** @description What the file is called. */
                name: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": number[];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SentRecords"];
                };
            };
        };
    };
    show_import_place: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPlace"];
                };
            };
        };
    };
    preview_records: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRecordsImport"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordsPreview"];
                };
            };
        };
    };
    show_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
        };
    };
    cancel_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
        };
    };
    list_import_files: {
        parameters: {
            query?: {
                /** @description `waiting`, `added`, `duplicate` or `refused`. */
                state?: string;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ImportFile"];
                };
            };
        };
    };
    pause_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
        };
    };
    download_import_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": number[];
                };
            };
        };
    };
    resume_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
        };
    };
    retry_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
        };
    };
    list_interests: {
        parameters: {
            query: {
                asset: string;
                /** @description Answer as of what was on record then; now unless told. */
                belief_at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_Interest"];
                };
            };
        };
    };
    add_interest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInterest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Interest"];
                };
            };
        };
    };
    add_interests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInterests"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_Interest"];
                };
            };
        };
    };
    replace_interest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInterest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Interest"];
                };
            };
        };
    };
    remove_interest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    remove_person_of_interest: {
        parameters: {
            query?: {
                reason?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Interest"];
                };
            };
        };
    };
    list_jobs: {
        parameters: {
            query?: {
                /** @description `waiting`, `running`, `done` or `dead`. */
                state?: string;
                /** @description 1 to 200; 50 unless told. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobPage"];
                };
            };
        };
    };
    retry_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobEntry"];
                };
            };
        };
    };
    import_table: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TableOutcome"];
                };
            };
        };
    };
    export_table: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TableRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    preview_table: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TableOutcome"];
                };
            };
        };
    };
    show_document: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description This document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_organizations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_Organization"];
                };
            };
        };
    };
    add_organization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOrganization"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
        };
    };
    list_people_shown: {
        parameters: {
            query?: {
                /** @description 1 to 200; 50 unless told. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PersonShown"];
                };
            };
        };
    };
    add_person_shown: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPersonShown"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonShown"];
                };
            };
        };
    };
    show_person_shown: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonWithRights"];
                };
            };
        };
    };
    replace_person_shown: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPersonShown"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonShown"];
                };
            };
        };
    };
    erase_person_shown: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewErasure"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
        };
    };
    list_rendition_presets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_RenditionPreset"];
                };
            };
        };
    };
    add_rendition_preset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRenditionPreset"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RenditionPreset"];
                };
            };
        };
    };
    draw_preset_example: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PresetExample"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": unknown;
                };
            };
        };
    };
    show_rendition_preset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RenditionPreset"];
                };
            };
        };
    };
    change_rendition_preset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenditionPresetChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RenditionPreset"];
                };
            };
        };
    };
    list_publications: {
        parameters: {
            query?: {
                /** @description `planned`, `live`, `ended`, `taken_down`, `failed` or `cancelled`. */
                state?: string;
                asset?: string;
                channel?: string;
                campaign?: string;
                /** @description 1 to 200; 50 unless told. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Publication"];
                };
            };
        };
    };
    plan_publication: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPublication"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publication"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    show_publication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publication"];
                };
            };
        };
    };
    show_good_faith: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoodFaith"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    take_down_publication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Takedown"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publication"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_questions: {
        parameters: {
            query?: {
                /** @description 1 to 60; 20 unless told. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_Question"];
                };
            };
        };
    };
    list_releases: {
        parameters: {
            query?: {
                /** @description Only those with a rule about this asset. */
                asset?: string;
                /** @description Only those that grant something for a right of this person. */
                person?: string;
                /** @description 1 to 200; 50 unless told. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AgreementSummary"];
                };
            };
        };
    };
    list_duty_rules: {
        parameters: {
            query?: {
                /** @description Answer as of what was on record then; now unless told. */
                belief_at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_DutyRule"];
                };
            };
        };
    };
    add_duty_rule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDutyRule"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DutyRule"];
                };
            };
        };
    };
    list_duty_proposals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_DutyProposal"];
                };
            };
        };
    };
    replace_duty_rule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDutyRule"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DutyRule"];
                };
            };
        };
    };
    remove_duty_rule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    show_ledgers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ledgers"];
                };
            };
        };
    };
    show_rights_policy: {
        parameters: {
            query?: {
                /** @description Answer as of what was on record then; now unless told. */
                belief_at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RightsPolicy"];
                };
            };
        };
    };
    replace_rights_policy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRightsPolicy"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RightsPolicy"];
                };
            };
        };
    };
    list_house_rule_history: {
        parameters: {
            query?: {
                /** @description 1 to 200; 50 unless told. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_FactHistory"];
                };
            };
        };
    };
    list_presets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Presets"];
                };
            };
        };
    };
    show_rights_reference: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RightsReference"];
                };
            };
        };
    };
    list_reference_changes: {
        parameters: {
            query?: {
                kind?: string;
                key?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_ReferenceChange"];
                };
            };
        };
    };
    add_reference_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReferenceChange"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReferenceChange"];
                };
            };
        };
    };
    preview_reference_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReferenceChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReferenceImpact"];
                };
            };
        };
    };
    show_house_ai_reservation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AiReservation"];
                };
            };
        };
    };
    reserve_house_ai_rights: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReservation"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AiReservation"];
                };
            };
        };
    };
    release_house_ai_rights: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AiReservation"];
                };
            };
        };
    };
    show_timeline: {
        parameters: {
            query?: {
                /** @description First day; today unless told. */
                from?: string;
                /** @description Last day; a year later unless told. At most three years. */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
        };
    };
    list_roles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_RoleInfo"];
                };
            };
        };
    };
    search_assets: {
        parameters: {
            query?: {
                /** @description Words; the last may be unfinished, quotes keep words together */
                q?: string;
                /** @description Repeat for several */
                "field.kind"?: string[];
                "field.keyword"?: string[];
                /** @description Ids */
                "field.collection"?: string[];
                /** @description Ids */
                "field.organization"?: string[];
                /** @description active (unless told), archived */
                "field.state"?: string[];
                /** @description Repeat, or separate by commas */
                "cleared.channel"?: string[];
                /** @description Repeat, or separate by commas */
                "cleared.territory"?: string[];
                /** @description The first day */
                "cleared.from"?: string;
                /** @description The last day */
                "cleared.until"?: string;
                "cleared.purpose"?: string[];
                /** @description Headlines in lower case; all unless told */
                bucket?: string[];
                /** @description kind,keyword,collection,organization,state */
                facets?: string;
                /** @description relevance, newest or title */
                sort?: string;
                /** @description 1 to 200; 50 unless told */
                limit?: number;
                /** @description next_cursor of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchAnswer"];
                };
            };
        };
    };
    suggest_searches: {
        parameters: {
            query: {
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_Suggestion"];
                };
            };
        };
    };
    create_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    show_current_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrentSession"];
                };
            };
        };
    };
    end_current_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_tools: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToolList"];
                };
            };
        };
    };
    begin_upload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    describe_uploads: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    end_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    show_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    continue_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_people: {
        parameters: {
            query?: {
                /** @description 1 to 200; 50 unless told. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Person"];
                };
            };
        };
    };
    add_person: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPerson"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
        };
    };
    show_person: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
        };
    };
    change_person: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
        };
    };
    give_verdicts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UseRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verdicts"];
                };
            };
        };
    };
    show_verdict: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verdict"];
                };
            };
        };
    };
    list_vocabularies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_Vocabulary"];
                };
            };
        };
    };
    add_vocabulary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewVocabulary"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vocabulary"];
                };
            };
        };
    };
    show_vocabulary: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vocabulary"];
                };
            };
        };
    };
    replace_vocabulary: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VocabularyContent"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vocabulary"];
                };
            };
        };
    };
    list_vocabulary_history: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_VocabularyEntry"];
                };
            };
        };
    };
    show_vocabulary_usage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VocabularyUsage"];
                };
            };
        };
    };
}
