//! Replies and fakes that a test has prepared.

use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;

use http::Method;

use crate::runtime::testing::canned_reply::CannedReply;
use crate::runtime::testing::request::Request;

/// Requests that a reply is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// Method of the API, by its name.
    Operation(&'static str),
    /// HTTP method and path.
    Path(Method, String),
}

/// Function that answers requests without prepared replies.
pub(crate) type Responder = Arc<dyn Fn(&Request) -> CannedReply + Send + Sync>;

/// Prepared replies of all targets.
#[derive(Default)]
pub(crate) struct PreparedReplies(Vec<TargetReplies>);

/// Prepared replies of one target.
struct TargetReplies {
    target: Target,
    replies: VecDeque<CannedReply>,
    /// Whether the last reply has been used, and repeats until another one is prepared.
    repeats: bool,
    fake: Option<Responder>,
}

/// Source of a reply.
pub(crate) enum NextReply {
    Prepared(CannedReply),
    Fake(Responder),
}

impl PreparedReplies {
    /// Adds a reply after those that are already prepared.
    pub(crate) fn push(&mut self, target: &Target, reply: CannedReply) {
        let prepared = self.of(target);
        if std::mem::take(&mut prepared.repeats) {
            prepared.replies.clear();
        }
        prepared.replies.push_back(reply);
    }

    /// Returns the replies of a target that are still to be given, to change them.
    pub(crate) fn replies(&mut self, target: &Target) -> &mut VecDeque<CannedReply> {
        &mut self.of(target).replies
    }

    /// Installs a fake for a target.
    pub(crate) fn install(&mut self, target: &Target, fake: Responder) {
        self.of(target).fake = Some(fake);
    }

    /// Returns all targets for which a reply or a fake was ever prepared.
    pub(crate) fn targets(&self) -> impl Iterator<Item = &Target> {
        self.0.iter().map(|one| &one.target)
    }

    /// Returns the targets that have a reply or a fake left.
    pub(crate) fn open_targets(&self) -> impl Iterator<Item = &Target> {
        let open = self.0.iter();
        open.filter(|one| !one.replies.is_empty() || one.fake.is_some())
            .map(|one| &one.target)
    }

    /// Returns `true` if a reply or a fake was ever prepared for a target.
    pub(crate) fn knows(&self, target: &Target) -> bool {
        self.targets().any(|known| known == target)
    }

    /// Returns the next reply. The last one repeats, unless there is a fake.
    pub(crate) fn next(&mut self, target: &Target) -> Option<NextReply> {
        let prepared = self.0.iter_mut().find(|one| one.target == *target)?;
        if prepared.replies.len() == 1 && prepared.fake.is_none() {
            prepared.repeats = true;
            return prepared.replies.front().cloned().map(NextReply::Prepared);
        }
        let reply = prepared.replies.pop_front().map(NextReply::Prepared);
        reply.or_else(|| prepared.fake.clone().map(NextReply::Fake))
    }

    /// Returns the prepared replies of a target.
    fn of(&mut self, target: &Target) -> &mut TargetReplies {
        let known = self.0.iter().position(|one| one.target == *target);
        let index = known.unwrap_or_else(|| {
            self.0.push(TargetReplies {
                target: target.clone(),
                replies: VecDeque::new(),
                repeats: false,
                fake: None,
            });
            self.0.len() - 1
        });
        &mut self.0[index]
    }
}

impl Request {
    /// Returns `true` if the request is for a target.
    pub(crate) fn is_for(&self, target: &Target) -> bool {
        match target {
            Target::Operation(name) => self.operation == Some(name),
            Target::Path(method, path) => self.method == *method && self.path == *path,
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Operation(name) => write!(f, "`{name}`"),
            Self::Path(method, path) => write!(f, "`{method} {path}`"),
        }
    }
}
