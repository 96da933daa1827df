package org.openbloctel.registry.calls.call;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The tables that name principals with calls or refusals, and the refusals of one number to all of them. */
interface CallSearchRows {
    /** All principals that a table names: the index is walked from one to the next, not read. */
    String WALK = "with recursive found as ((select principal from ";

    String FIRST = " order by principal limit 1) union all select (select t.principal from ";

    String NEXT = """
             t where t.principal > found.principal order by t.principal limit 1)
            from found where found.principal is not null)
            select principal from found where principal is not null
            """;

    @SqlQuery(WALK + "accounts.call_figure" + FIRST + "accounts.call_figure" + NEXT)
    List<UUID> called();

    @SqlQuery(WALK + "accounts.call_appointment" + FIRST + "accounts.call_appointment" + NEXT)
    List<UUID> agreed();

    @SqlQuery(WALK + "accounts.call_refusal" + FIRST + "accounts.call_refusal" + NEXT)
    List<UUID> refused();

    @SqlQuery("""
            select r.principal, r.refused_at as at
            from unnest(cast(:principals as uuid[]), cast(:prints as bytea[])) as asked (principal, number)
                join accounts.call_refusal r using (principal, number)
            order by r.refused_at
            """)
    List<CallSearch.ReportedRefusal> refusals(List<UUID> principals, byte[][] prints);
}
