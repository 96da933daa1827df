package org.openbloctel.registry.calls.call;

import java.time.LocalDate;
import java.util.List;
import org.openbloctel.registry.platform.database.Database;

/** What calls put on the refusal lists, and until when a principal has appointments. */
final class CallRefusalRows {
    private final Database database;

    CallRefusalRows(Database database) {
        this.database = database;
    }

    void insert(List<ReportedCall> refused) {
        if (!refused.isEmpty()) {
            database.accounts()
                    .sql("""
                            insert into accounts.call_refusal as known (principal, number, refused_at)
                            select principal, number, max(at)
                            from unnest(cast(:principals as uuid[]), cast(:numbers as bytea[]),
                                cast(:ats as timestamptz[])) as r (principal, number, at)
                            group by principal, number
                            order by principal, number
                            on conflict (principal, number) do update set refused_at = greatest(known.refused_at,
                                excluded.refused_at)
                            """)
                    .param(
                            "principals",
                            ReportedCall.texts(refused, call -> call.report().principal()))
                    .param("numbers", refused.stream().map(ReportedCall::number).toArray(byte[][]::new))
                    .param(
                            "ats",
                            ReportedCall.texts(refused, call -> call.entry().at()))
                    .update();
        }
    }

    void agree(List<ReportedCall> agreed) {
        if (!agreed.isEmpty()) {
            database.accounts()
                    .sql("""
                            insert into accounts.call_appointment as known (principal, until)
                            select principal, max(accounts.call_day(at))
                            from unnest(cast(:principals as uuid[]), cast(:ats as timestamptz[])) as r (principal, at)
                            group by principal
                            order by principal
                            on conflict (principal) do update set until = greatest(known.until, excluded.until)
                            """)
                    .param(
                            "principals",
                            ReportedCall.texts(agreed, call -> call.report().principal()))
                    .param(
                            "ats",
                            ReportedCall.texts(agreed, call -> call.report().agreedAt()))
                    .update();
        }
    }

    void forgetAppointments(LocalDate over) {
        database.accounts()
                .sql("delete from accounts.call_appointment where until < :over")
                .param("over", over)
                .update();
    }
}
