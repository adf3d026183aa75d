//! The few kinds of column the schema uses, so that a table reads like a list.

use sea_orm_migration::prelude::*;

/// A table that does not exist yet.
pub fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(Alias::new(name)).to_owned()
}

fn column(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name))
}

/// Primary key, a time-ordered UUID.
pub fn id() -> ColumnDef {
    column("id").uuid().not_null().primary_key().to_owned()
}

/// Primary key that is another row's id.
pub fn key(name: &'static str) -> ColumnDef {
    column(name).uuid().not_null().primary_key().to_owned()
}

pub fn uuid(name: &'static str) -> ColumnDef {
    column(name).uuid().not_null().to_owned()
}

pub fn uuid_or_null(name: &'static str) -> ColumnDef {
    column(name).uuid().to_owned()
}

pub fn text(name: &'static str) -> ColumnDef {
    column(name).text().not_null().to_owned()
}

pub fn text_or_null(name: &'static str) -> ColumnDef {
    column(name).text().to_owned()
}

pub fn integer(name: &'static str) -> ColumnDef {
    column(name).integer().not_null().to_owned()
}

pub fn integer_or_null(name: &'static str) -> ColumnDef {
    column(name).integer().to_owned()
}

pub fn big(name: &'static str) -> ColumnDef {
    column(name).big_integer().not_null().to_owned()
}

pub fn bytes(name: &'static str) -> ColumnDef {
    column(name).blob().not_null().to_owned()
}

pub fn instant(name: &'static str) -> ColumnDef {
    column(name).timestamp_with_time_zone().not_null().to_owned()
}

pub fn instant_or_null(name: &'static str) -> ColumnDef {
    column(name).timestamp_with_time_zone().to_owned()
}

/// Creates one table and its indexes; an index name starting with `unique` is unique.
pub async fn create(
    manager: &SchemaManager<'_>,
    name: &'static str,
    columns: Vec<ColumnDef>,
    indexes: &[(&'static str, &[&'static str])],
) -> Result<(), DbErr> {
    let mut statement = table(name);
    for mut each in columns {
        statement.col(&mut each);
    }
    manager.create_table(statement).await?;
    for (index, over) in indexes {
        let mut create = Index::create();
        create.name(format!("{name}_{index}")).table(Alias::new(name));
        for each in *over {
            create.col(Alias::new(*each));
        }
        if index.starts_with("unique") {
            create.unique();
        }
        manager.create_index(create).await?;
    }
    Ok(())
}
