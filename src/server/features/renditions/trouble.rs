//! How looking at a file can fail: for now, or for good.

use media::MediaError;

use crate::platform::jobs::JobError;
use crate::platform::tools::call::ToolError;

/// Why there is no picture.
pub(super) enum Trouble {
    /// The store, the disk or the database failed: worth another try.
    Job(JobError),
    /// The file cannot be drawn: another try would end the same way.
    Picture(MediaError),
}

impl<E: Into<JobError>> From<E> for Trouble {
    fn from(error: E) -> Trouble {
        Trouble::Job(error.into())
    }
}

impl Trouble {
    /// A disk that does not do what it should.
    pub(super) fn disk(error: &std::io::Error) -> Trouble {
        Trouble::Job(JobError::Retry(format!("the folder for child programs: {error}")))
    }

    /// The file is sound, and there is no picture all the same; `why` is a whole sentence.
    pub(super) fn unsupported(why: impl Into<String>) -> Trouble {
        Trouble::Picture(MediaError::unsupported("", why))
    }

    /// What a program's end means for the file. `label` is what people call the program.
    pub(super) fn tool(label: &str, error: ToolError) -> Trouble {
        Trouble::Picture(match error {
            ToolError::Missing { label } => {
                MediaError::unsupported("", format!("No preview: this server has no {label}. The original is kept."))
            }
            ToolError::TimedOut => MediaError::TimedOut,
            ToolError::TooMuch => {
                MediaError::too_large("making the preview wanted more memory or disk than one file may use.")
            }
            ToolError::Failed { why } => MediaError::damaged(format!("{label} says \u{201c}{why}\u{201d}.")),
        })
    }
}
