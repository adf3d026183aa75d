//! Bearer tokens: signed with rotating keys, pointing at a session row.
//!
//! Each key is derived from the installation's secret and a random salt kept in the database, so the
//! database alone cannot forge a token. A retired key still verifies until its last token has expired.

use std::sync::{Arc, RwLock};

use chrono::{DateTime, Duration, Utc};
use hmac::{Hmac, KeyInit, Mac};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryOrder};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::id::random_bytes;

/// A row of `signing_key`.
pub mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "signing_key")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub salt: String,
        pub created_at: DateTimeUtc,
        pub retired_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A new key is made when the newest is older than this.
pub const ROTATE_AFTER: Duration = Duration::days(30);

#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    /// The session.
    sid: Uuid,
    exp: i64,
    iat: i64,
}

/// The keys in use, newest first. Cheap to clone.
#[derive(Clone)]
pub struct Tokens {
    secret: Arc<[u8; 32]>,
    keys: Arc<RwLock<Vec<row::Model>>>,
}

impl Tokens {
    pub fn new(secret: [u8; 32]) -> Tokens {
        Tokens { secret: Arc::new(secret), keys: Arc::default() }
    }

    /// Reads the keys again; called at start and after a rotation.
    pub async fn load(&self, db: &impl ConnectionTrait) -> Result<()> {
        let keys = row::Entity::find().order_by_desc(row::Column::CreatedAt).all(db).await?;
        *self.keys.write().unwrap_or_else(|poisoned| poisoned.into_inner()) = keys;
        Ok(())
    }

    /// Makes a new key when there is none or the newest is too old. Answers whether it did.
    pub async fn rotate(&self, tx: &Tx, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
        let newest = row::Entity::find().order_by_desc(row::Column::CreatedAt).one(tx).await?;
        if newest.is_some_and(|key| key.retired_at.is_none() && now - key.created_at < ROTATE_AFTER) {
            return Ok(false);
        }
        row::Entity::update_many()
            .col_expr(row::Column::RetiredAt, sea_orm::sea_query::Expr::value(now))
            .filter(row::Column::RetiredAt.is_null())
            .exec(tx)
            .await?;
        let salt = blake3::Hash::from_bytes(random_bytes::<32>()?).to_hex().to_string();
        let key = row::ActiveModel { id: Set(id), salt: Set(salt), created_at: Set(now), retired_at: Set(None) };
        row::Entity::insert(key).exec_without_returning(tx).await?;
        Ok(true)
    }

    /// A token for `session`, good until `expires_at`.
    pub fn sign(&self, session: Uuid, now: DateTime<Utc>, expires_at: DateTime<Utc>) -> Result<String> {
        let keys = self.keys.read().unwrap_or_else(|poisoned| poisoned.into_inner());
        let key = keys.iter().find(|key| key.retired_at.is_none());
        let key = key.ok_or_else(|| Error::new(Code::Unavailable, "No signing key yet; try again."))?;
        let header = Header { kid: Some(key.id.to_string()), ..Header::new(Algorithm::HS256) };
        let claims = Claims { sid: session, exp: expires_at.timestamp(), iat: now.timestamp() };
        let secret = EncodingKey::from_secret(&self.derive(&key.salt)?);
        jsonwebtoken::encode(&header, &claims, &secret).map_err(Error::internal)
    }

    /// The session a token points at and when the token ends; `None` when it is not ours, damaged or expired at `now`.
    pub fn verify(&self, token: &str, now: DateTime<Utc>) -> Option<(Uuid, DateTime<Utc>)> {
        let header = jsonwebtoken::decode_header(token).ok()?;
        let id = Uuid::parse_str(header.kid.as_deref()?).ok()?;
        let keys = self.keys.read().unwrap_or_else(|poisoned| poisoned.into_inner());
        let key = keys.iter().find(|key| key.id == id)?;
        let mut validation = Validation::new(Algorithm::HS256);
        // The clock is ours, so that a standing clock in tests also governs tokens.
        validation.validate_exp = false;
        let secret = DecodingKey::from_secret(&self.derive(&key.salt).ok()?);
        let claims = jsonwebtoken::decode::<Claims>(token, &secret, &validation).ok()?.claims;
        let ends = DateTime::from_timestamp(claims.exp, 0)?;
        (claims.exp > now.timestamp()).then_some((claims.sid, ends))
    }

    /// The value a page must send back as `Placet-CSRF` for this session.
    pub fn csrf(&self, session: Uuid) -> Result<String> {
        let bytes = self.derive(&format!("csrf {session}"))?;
        Ok(blake3::Hash::from_bytes(bytes).to_hex().as_str()[..32].to_owned())
    }

    /// 32 bytes that only this installation can compute, one per purpose.
    pub fn derive(&self, purpose: &str) -> Result<[u8; 32]> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.as_slice())
            .map_err(|why| Error::internal(anyhow::anyhow!("{why}")))?;
        mac.update(purpose.as_bytes());
        Ok(mac.finalize().into_bytes().into())
    }
}
