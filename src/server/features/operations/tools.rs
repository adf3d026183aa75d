//! What the API says about the programs that make previews.

use serde::Serialize;
use utoipa::ToSchema;

use crate::platform::tools::{Found, FoundSuite};

/// The programs of this server, and what keeps them in their place.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ToolList {
    pub items: Vec<ToolEntry>,
    /// They run without network.
    pub has_no_network: bool,
    /// Their memory, processor time and files are limited by the system.
    pub has_limits: bool,
    /// What is not kept from them, in sentences; empty when all is.
    pub warnings: Vec<String>,
}

/// One suite of programs.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ToolEntry {
    /// As the settings call it, after `tool_`.
    pub name: String,
    pub label: String,
    /// What it is called for.
    pub gives: String,
    /// What is missing without it.
    pub without: String,
    /// Debian's package.
    pub package: String,
    pub path: Option<String>,
    pub version: Option<String>,
    /// Why it is not used; absent when it is.
    pub problem: Option<String>,
}

impl ToolList {
    pub fn new(found: &Found) -> ToolList {
        let (has_no_network, has_limits) = (found.guard.has_no_network(), found.guard.has_limits());
        let mut warnings = Vec::new();
        if !has_no_network {
            warnings.push(
                "This system does not allow namespaces (unshare), so the programs could reach the network.".to_owned(),
            );
        }
        if !has_limits {
            warnings.push(
                "There is no prlimit here, so only the time of the programs is limited, not their memory.".to_owned(),
            );
        }
        if has_limits && !found.guard.counts_processes() {
            warnings
                .push("The server runs as root, so the number of processes of a program is not limited.".to_owned());
        }
        ToolList { items: found.suites.iter().map(ToolEntry::new).collect(), has_no_network, has_limits, warnings }
    }
}

impl ToolEntry {
    fn new(found: &FoundSuite) -> ToolEntry {
        let suite = found.suite;
        ToolEntry {
            name: suite.name.to_owned(),
            label: suite.label.to_owned(),
            gives: suite.gives.to_owned(),
            without: suite.without.to_owned(),
            package: suite.package.to_owned(),
            path: found.path.as_ref().map(|path| path.display().to_string()),
            version: found.version.clone(),
            problem: found.problem.clone(),
        }
    }
}
