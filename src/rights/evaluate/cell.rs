//! Decides one cell: a channel, a purpose and one combination of track values. Nothing here knows about time or atoms
//! any more; both have become values of tracks.

use super::book::{Blame, Book, Decision, Rule};
use super::judge::Judged;
use super::plan::{Instance, Plan, Subject};
use super::reach::{Cell, revoked_at};
use super::tracks::value;
use crate::facts::Completeness;
use crate::guards::Detail;
use crate::scope::{Code, Membership};
use crate::state::State;

/// What one instance says about a cell.
struct Finding<'a> {
    state: State,
    blames: Vec<u32>,
    duties: Vec<&'a str>,
    support: Option<u32>,
}

impl<'a> Plan<'a> {
    /// The state of a cell with every blocker of the state that decides it.
    pub fn decide(&self, cell: Cell<'_>, book: &mut Book<'a>) -> Decision<'a> {
        let mut decision =
            Decision { state: State::Allowed, blames: Vec::new(), duties: Vec::new(), supports: Vec::new() };
        for (number, instance) in self.instances.iter().enumerate() {
            let mut finding = self.find(number, instance, cell, book);
            if instance.suspected && !finding.state.is_cleared() {
                finding = Finding::blamed(State::Unknown, number, "SUSPECTED_COMPONENT", book);
            }
            if finding.state < decision.state {
                decision.state = finding.state;
                decision.blames.clear();
            }
            if finding.state == decision.state {
                decision.blames.append(&mut finding.blames);
            }
            decision.duties.append(&mut finding.duties);
            decision.supports.extend(finding.support);
        }
        if !decision.state.is_cleared() {
            decision.duties.clear();
            decision.supports.clear();
            return decision;
        }
        for template in &self.templates {
            if cell.holds(&template.rule.scope, template.stand).0 {
                decision.duties.push(&template.rule.id);
                decision.state = State::AllowedWithDuties;
            }
        }
        decision.duties.sort_unstable();
        decision.duties.dedup();
        decision
    }

    fn find(&self, number: usize, instance: &Instance<'a>, cell: Cell<'_>, book: &mut Book<'a>) -> Finding<'a> {
        let mut finding = match instance.subject {
            Subject::Bans => Finding::new(State::Allowed),
            Subject::Nothing => Finding::blamed(State::Unknown, number, "NO_RIGHTS_INFO", book),
            Subject::Interest(interest) if interest.not_required => Finding::new(State::Allowed),
            Subject::Interest(_) => self.coverage(number, instance, cell, book),
        };
        let blame = |rule: Rule, code: &'static str| Blame { instance: number, rule, code, detail: None };
        for ban in &instance.bans {
            match self.ban_hit(*ban, cell) {
                (_, true) => {
                    let code = self.bans[*ban].restriction.code.unwrap_or(Code::PROHIBITED);
                    finding.lower(State::Denied, book.blame(blame(Rule::Ban(*ban), code.name())));
                }
                (true, false) => {
                    let possible = blame(Rule::Ban(*ban), Code::POSSIBLE_RESTRICTION.name());
                    finding.lower(State::Unknown, book.blame(possible));
                }
                (false, false) => {}
            }
        }
        if let Some(why) = instance.unread {
            let mut unread = blame(Rule::None, "FACT_UNREADABLE");
            unread.detail = Some(Detail::Name(why));
            if instance.unread_grant && finding.state < State::Unknown && instance.bans.is_empty() {
                finding = Finding::new(State::Unknown);
            }
            finding.lower(State::Unknown, book.blame(unread));
        }
        finding
    }

    /// The best any grant can do for an interest.
    fn coverage(&self, number: usize, instance: &Instance<'a>, cell: Cell<'_>, book: &mut Book<'a>) -> Finding<'a> {
        let mut reached: Vec<Judged<'a>> = Vec::new();
        let mut near: Option<(usize, Membership)> = None;
        let mut clear = book.scratch();
        for held in &instance.grants {
            let membership = self.reach(held.grant, cell, 0);
            let is_sure = membership.is_sure();
            if is_sure && held.is_plain && self.permits[held.grant].is_plain {
                clear.push(held.grant);
            } else if membership.is_possible() {
                // What is unsure is never the best where something is clear.
                let judged = (is_sure || clear.is_empty()).then(|| self.judge(held, membership, cell));
                match judged {
                    Some(judged) if judged.state == State::Allowed => clear.push(judged.permit),
                    judged => reached.extend(judged),
                }
            } else if near.is_none_or(|(_, best)| membership.missing.count() < best.missing.count()) {
                near = Some((held.grant, membership));
            }
        }
        if !clear.is_empty() {
            let mut finding = Finding::new(State::Allowed);
            finding.support = Some(book.support(number, &clear));
            book.give_back(clear);
            return finding;
        }
        let withdrawn = withdrawn(instance, cell);
        // Of consents that are all withdrawn none is left to be found.
        let complete = instance.subject.is_complete() || withdrawn.is_some();
        let Some(best) = reached.iter().map(|judged| judged.state).max() else {
            return match near {
                _ if let Some(code) = withdrawn => Finding::blamed(State::Denied, number, code, book),
                Some((permit, membership)) if complete => Finding::missed(number, permit, membership, book),
                None if complete => Finding::blamed(State::Denied, number, "NO_GRANT", book),
                _ => Finding::blamed(State::Unknown, number, nothing_known(instance), book),
            };
        };
        if best < State::Unknown && !complete {
            return Finding::blamed(State::Unknown, number, "INCOMPLETE_RECORD", book);
        }
        reached.retain(|judged| judged.state == best);
        let mut finding = Finding::new(best);
        if best.is_cleared() {
            reached.sort_by_key(|judged| judged.duties.len());
            let permits: Vec<usize> = reached.iter().map(|judged| judged.permit).collect();
            finding.support = Some(book.support(number, &permits));
            finding.duties = reached.swap_remove(0).duties;
            return finding;
        }
        for judged in reached {
            let rule = Rule::Permit(judged.permit);
            finding.blames.extend(judged.blockers.into_iter().map(|blocker| {
                book.blame(Blame { instance: number, rule, code: blocker.code, detail: blocker.detail })
            }));
        }
        finding
    }
}

/// Why no consent to the interest can be in force, where all of them were withdrawn.
fn withdrawn(instance: &Instance<'_>, cell: Cell<'_>) -> Option<&'static str> {
    let bits = revoked_at(&instance.withdrawn, cell);
    let told = [(value::VOID, "REVOKED_AB_INITIO"), (value::REVOKED, "REVOKED")];
    told.into_iter().find_map(|(bit, code)| (bits & bit != 0).then_some(code))
}

/// Nothing at all on file, or a record somebody has begun.
fn nothing_known(instance: &Instance<'_>) -> &'static str {
    let untouched =
        matches!(instance.subject, Subject::Interest(interest) if interest.completeness == Completeness::Nothing);
    if untouched && instance.grants.is_empty() { "NO_RIGHTS_INFO" } else { "INCOMPLETE_RECORD" }
}

impl<'a> Finding<'a> {
    fn new(state: State) -> Self {
        Self { state, blames: Vec::new(), duties: Vec::new(), support: None }
    }

    fn blamed(state: State, instance: usize, code: &'static str, book: &mut Book<'a>) -> Self {
        let mut finding = Self::new(state);
        finding.blames.push(book.blame(Blame { instance, rule: Rule::None, code, detail: None }));
        finding
    }

    /// The grant that fails on the fewest axes explains a denial.
    fn missed(instance: usize, permit: usize, membership: Membership, book: &mut Book<'a>) -> Self {
        let mut finding = Self::new(State::Denied);
        let rule = Rule::Permit(permit);
        for code in membership.missing.iter() {
            finding.blames.push(book.blame(Blame { instance, rule, code: code.name(), detail: None }));
        }
        finding
    }

    /// Puts a restriction over the finding: the lower state decides, at the same state both are blamed.
    fn lower(&mut self, state: State, blame: u32) {
        if state > self.state {
            return;
        }
        if state < self.state {
            *self = Self::new(state);
        }
        self.blames.push(blame);
    }
}
