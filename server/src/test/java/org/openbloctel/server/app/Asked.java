package org.openbloctel.server.app;

import java.util.List;
import java.util.UUID;
import org.openbloctel.law.Ground;
import org.openbloctel.registry.calls.verdict.AskedCall;
import org.openbloctel.registry.calls.verdict.Judged;
import org.openbloctel.registry.calls.verdict.Verdicts;

/** Whether a company may call a number, asked as a program would. */
public final class Asked {
    private Asked() {}

    /** The rules that forbid it a call without any campaign, on a Tuesday in the afternoon. */
    public static List<String> grounds(ServerFixture server, UUID company, String number) {
        AskedCall call = new AskedCall(
                number,
                "2026-11-24T15:05:00+01:00",
                null,
                null,
                "other",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        Judged.Result result = server.bean(Verdicts.class)
                .judge(company, "key:1", false, List.of(call))
                .results()
                .getFirst();
        return ((Judged.Told) result)
                .verdict().grounds().stream().map(Ground::rule).toList();
    }
}
