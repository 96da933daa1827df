package org.openbloctel.registry.platform.database;

import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is in a database, as text: the same for the same migrations, for any owner and in any order. Reads as
 * the owner.
 */
public final class SchemaText {
    private static final String OURS = "('accounts', 'list')";

    private static final String TABLES = """
            select n.nspname || '.' || c.relname as thing, string_agg(line, E'\\n' order by line collate "C") as text
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            cross join lateral (
                select '    ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                    || case when a.attnotnull then ' not null' else '' end
                    || case when a.attidentity <> '' then ' identity ' || a.attidentity::text else '' end
                    || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
                from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                union all
                select '  # ' || case k.contype when 'p' then 'primary key ' when 'f' then 'reference ' when 'u' then 'unique '
                        when 'c' then 'check ' else k.contype::text end || pg_get_constraintdef(k.oid)
                from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n'
                union all
                select '  > ' || regexp_replace(pg_get_indexdef(i.indexrelid), 'INDEX \\S+ ON', 'INDEX ON')
                from pg_index i where i.indrelid = c.oid
                union all
                select '  ! ' || pg_get_triggerdef(t.oid) from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal
            ) lines
            where n.nspname in %s and c.relkind in ('r', 'p', 'v', 'm')
            group by n.nspname, c.relname, c.relkind order by n.nspname, c.relname
            """.formatted(OURS);

    private static final String FUNCTIONS = """
            select p.oid::regprocedure::text as thing, pg_get_functiondef(p.oid) as text
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in %s order by n.nspname, p.proname, p.oid::regprocedure::text
            """.formatted(OURS);

    /** One line a grant of a thing's own list, or of a column's; what an owner may is no grant. */
    private static final String GRANTS = """
            with thing as (
                select 'schema' as kind, nspname as name, coalesce(nspacl, acldefault('n', nspowner)) as acl, nspowner as owner
                from pg_namespace where nspname in %1$s
                union all
                select case c.relkind when 'S' then 'sequence' else 'table' end, n.nspname || '.' || c.relname,
                    coalesce(c.relacl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner)), c.relowner
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname in %1$s and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
                union all
                select 'column', n.nspname || '.' || c.relname || '.' || a.attname, a.attacl, c.relowner
                from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
                where n.nspname in %1$s and a.attacl is not null
                union all
                select 'function', p.oid::regprocedure::text, coalesce(p.proacl, acldefault('f', p.proowner)), p.proowner
                from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in %1$s
                union all
                select 'type', n.nspname || '.' || t.typname, t.typacl, t.typowner
                from pg_type t join pg_namespace n on n.oid = t.typnamespace where n.nspname in %1$s and t.typacl is not null
            ), granted as (
                select kind, name, owner, coalesce(grantee.rolname, 'public') as who,
                    string_agg(lower(one.privilege_type) || case when one.is_grantable then ' *' else '' end, ' '
                        order by one.privilege_type) as what
                from thing cross join lateral aclexplode(acl) one left join pg_roles grantee on grantee.oid = one.grantee
                where one.grantee <> owner group by kind, name, owner, grantee.rolname
            )
            select * from (select kind, name, who, what from granted
            union all
            select 'owner', thing.kind || ' ' || thing.name, r.rolname::text, '' from thing join pg_roles r on r.oid = thing.owner
            where r.rolname like 'openbloctel%%' and r.rolname <> current_user) all_of_them
            order by kind collate "C", name collate "C", who collate "C"
            """.formatted(OURS);

    private final JdbcClient owner;

    /** Of the database that these connections lead to. */
    public SchemaText(DataSource owner) {
        this.owner = JdbcClient.create(owner);
    }

    /** Tables with columns, constraints, indexes and triggers, then functions. */
    public String schema() {
        return owner.sql(TABLES).query((row, n) -> row.getString(1) + "\n" + row.getString(2) + "\n").list().stream()
                        .collect(Collectors.joining("\n"))
                + "\n"
                + owner.sql(FUNCTIONS).query((row, n) -> row.getString(2)).list().stream()
                        .collect(Collectors.joining("\n"));
    }

    /** Who may what, beside the owner. */
    public String grants() {
        return owner
                .sql(GRANTS)
                .query((row, n) -> "%-10s%-62s%-22s%s"
                        .formatted(row.getString(1), row.getString(2), row.getString(3), row.getString(4))
                        .stripTrailing())
                .list()
                .stream()
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Every table and view of both schemas: {@code accounts.company}. */
    public List<String> tables() {
        return owner.sql(
                        "select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                                + " where n.nspname in " + OURS
                                + " and c.relkind in ('r', 'p', 'v', 'm') order by n.nspname, c.relname")
                .query(String.class)
                .list();
    }
}
