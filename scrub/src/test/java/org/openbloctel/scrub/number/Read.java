package org.openbloctel.scrub.number;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reader makes of a field, for comparing: every number that is looked up, in E.164, and why the field is not
 * callable when none of them is on the list.
 */
record Read(List<String> numbers, @Nullable Reason reason) {

    static Read of(NumberReader reader, CharSequence text) {
        return of(reader, reader.read(text));
    }

    static Read of(NumberReader reader, byte[] b, int from, int to) {
        return of(reader, reader.read(b, from, to));
    }

    private static Read of(NumberReader reader, long read) {
        if (read != NumberReader.SEVERAL && read < 0) {
            return new Read(List.of(), NumberReader.reason(read));
        }
        NumberingPlan plan = reader.plan();
        long[] nationals = read == NumberReader.SEVERAL ? reader.several() : new long[] {read};
        Reason reason = null;
        for (long national : nationals) {
            reason = reason == null ? plan.objection(national) : reason;
        }
        return new Read(
                Arrays.stream(nationals)
                        .mapToObj(national -> "+" + plan.international(national))
                        .toList(),
                reason);
    }

    static Read number(String e164) {
        return new Read(List.of(e164), null);
    }

    static Read because(Reason reason) {
        return new Read(List.of(), reason);
    }
}
