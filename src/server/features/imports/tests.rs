//! Tests of the room `imports` that need no server.

use super::*;

#[test]
fn every_state_has_a_name_of_its_own() {
    for state in State::ALL {
        assert_eq!(State::parse(state.name()), Some(state));
    }
}

#[test]
fn a_running_import_can_be_paused_and_a_paused_one_carried_on() {
    assert_eq!(after_wish(State::Running, Wish::Pause, 0), Ok(State::Paused));
    assert_eq!(after_wish(State::Paused, Wish::Resume, 0), Ok(State::Running));
    assert!(after_wish(State::Reading, Wish::Pause, 0).is_err());
    assert!(after_wish(State::Running, Wish::Resume, 0).is_err());
}

#[test]
fn what_has_ended_cannot_be_given_up() {
    for state in State::ALL {
        assert_eq!(after_wish(state, Wish::Cancel, 0).is_err(), state.has_ended(), "{state:?}");
    }
}

#[test]
fn only_what_an_import_at_its_end_refused_is_taken_again() {
    assert_eq!(after_wish(State::Done, Wish::Retry, 2), Ok(State::Running));
    assert!(after_wish(State::Done, Wish::Retry, 0).is_err());
    assert!(after_wish(State::Running, Wish::Retry, 2).is_err());
    assert!(after_wish(State::Canceled, Wish::Retry, 2).is_err());
}
