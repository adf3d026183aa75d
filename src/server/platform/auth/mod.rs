//! Who acts and what they may do in this product (never what the content rights allow).
//!
//! A handler that asks for `Actor<UploadAssets>` cannot be reached without that permission, and the
//! check runs before the body is read. What an actor may *see* is its [`Scope`], the first line of each query.

pub mod extract;
pub mod kept;
pub mod session;
pub mod token;

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

macro_rules! permissions {
    ($($name:ident $wire:literal;)*) => {
        /// What a person may do in this product.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Permission { $($name),* }

        impl Permission {
            pub const ALL: &'static [Permission] = &[$(Permission::$name),*];

            pub fn name(self) -> &'static str { match self { $(Permission::$name => $wire),* } }
        }

        $(
            #[doc = concat!("Proof of the permission `", $wire, "`.")]
            #[derive(Clone, Copy, Debug)]
            pub struct $name;

            impl Needs for $name { const PERMISSION: Option<Permission> = Some(Permission::$name); }
        )*
    };
}

/// Names the permission a marker type stands for.
pub trait Needs: 'static {
    const PERMISSION: Option<Permission>;
}

/// Any signed-in person.
#[derive(Clone, Copy, Debug)]
pub struct SignedIn;

impl Needs for SignedIn {
    const PERMISSION: Option<Permission> = None;
}

permissions! {
    ViewAssets        "view_assets";
    UploadAssets      "upload_assets";
    EditAssets        "edit_assets";
    DownloadOriginals "download_originals";
    AskRights         "ask_rights";
    ViewAgreements    "view_agreements";
    EditAgreements    "edit_agreements";
    ApproveAgreements "approve_agreements";
    EditReference     "edit_reference";
    ErasePeople       "erase_people";
    RequestApprovals  "request_approvals";
    DecideApprovals   "decide_approvals";
    Publish           "publish";
    ManageChannels    "manage_channels";
    ViewCampaigns     "view_campaigns";
    EditCampaigns     "edit_campaigns";
    ManagePeople      "manage_people";
    ViewAudit         "view_audit";
    ManageFields      "manage_fields";
    Operate           "operate";
}

/// A named set of permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Administrator,
    RightsManager,
    Editor,
    Marketer,
    Approver,
    Partner,
}

impl Role {
    pub const ALL: &'static [Role] =
        &[Role::Administrator, Role::RightsManager, Role::Editor, Role::Marketer, Role::Approver, Role::Partner];

    pub fn name(self) -> &'static str {
        match self {
            Role::Administrator => "administrator",
            Role::RightsManager => "rights_manager",
            Role::Editor => "editor",
            Role::Marketer => "marketer",
            Role::Approver => "approver",
            Role::Partner => "partner",
        }
    }

    pub fn parse(name: &str) -> Option<Role> {
        Role::ALL.iter().copied().find(|role| role.name() == name)
    }

    /// The permissions of this role.
    pub fn permissions(self) -> &'static [Permission] {
        use Permission::*;
        match self {
            Role::Administrator => Permission::ALL,
            Role::RightsManager => &[
                ViewAssets,
                UploadAssets,
                EditAssets,
                DownloadOriginals,
                AskRights,
                ViewAgreements,
                EditAgreements,
                ApproveAgreements,
                EditReference,
                RequestApprovals,
                DecideApprovals,
                ViewCampaigns,
                ViewAudit,
            ],
            Role::Editor => &[
                ViewAssets,
                UploadAssets,
                EditAssets,
                DownloadOriginals,
                AskRights,
                ViewAgreements,
                EditAgreements,
                RequestApprovals,
                ViewCampaigns,
            ],
            Role::Marketer => &[
                ViewAssets,
                UploadAssets,
                DownloadOriginals,
                AskRights,
                RequestApprovals,
                Publish,
                ViewCampaigns,
                EditCampaigns,
            ],
            Role::Approver => &[ViewAssets, AskRights, DecideApprovals, RequestApprovals, ViewCampaigns],
            Role::Partner => &[ViewAssets, UploadAssets, AskRights, RequestApprovals],
        }
    }

    pub fn may(self, permission: Permission) -> bool {
        self.permissions().contains(&permission)
    }
}

/// Whose name stands on a change: a person or the system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    pub id: Option<Uuid>,
    pub name: String,
}

impl Who {
    /// The product itself: scheduled work, takedowns by the clock.
    pub fn system() -> Who {
        Who { id: None, name: "Placet".to_owned() }
    }
}

/// Somebody named in an answer. Without an id it was the product itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PersonRef {
    pub id: Option<Uuid>,
    pub name: String,
}

impl PersonRef {
    pub fn new(id: Option<Uuid>, name: &str) -> PersonRef {
        PersonRef { id, name: name.to_owned() }
    }
}

/// What an actor may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Everything of the house.
    House,
    /// Only what belongs to, or is shared with, this partner organization.
    Partner(Uuid),
}

/// A signed-in person who has the permission `P`.
#[derive(Clone, Debug)]
pub struct Actor<P> {
    pub person: Uuid,
    pub name: String,
    pub role: Role,
    pub organization: Uuid,
    pub session: Uuid,
    pub scope: Scope,
    proof: PhantomData<P>,
}

impl<P> Actor<P> {
    pub fn who(&self) -> Who {
        Who { id: Some(self.person), name: self.name.clone() }
    }

    pub fn may(&self, permission: Permission) -> bool {
        self.role.may(permission)
    }

    /// Partners see their own organization only: the names of others are nobody's business.
    pub fn sees_organization(&self, organization: Uuid) -> bool {
        match self.scope {
            Scope::House => true,
            Scope::Partner(own) => own == organization,
        }
    }
}
