package org.openbloctel.server.authority.inspection;

import java.util.List;
import org.openbloctel.registry.authority.casefile.CaseFile;
import org.openbloctel.registry.authority.casefile.CaseWorklist;
import org.openbloctel.registry.authority.casefile.CaseWorklist.Why;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.signal.Signals;
import org.openbloctel.server.platform.pages.Formats;
import org.springframework.stereotype.Component;

/** Prepares the cases of the worklist: those that wait for an inspector, and those with signals about their company that the reader is to act on. Thread-safe. */
@Component
record WaitingCases(CaseWorklist cases, Signals signals, InspectionShown shown, Formats formats) {
    private static final int FIRST_CASES = 25;
    private static final int MAX_CASES = 500;

    /**
     * A case.
     *
     * @param own whether the reader has it
     */
    record Line(CaseFile file, boolean own, List<String> why) {}

    /**
     * The beginning of the list.
     *
     * @param more whether there are more cases
     */
    record Shown(List<Line> lines, boolean more) {
        Shown {
            lines = List.copyOf(lines);
        }
    }

    /** The first cases, or all of them. */
    Shown of(Inspector inspector, boolean all) {
        CaseWorklist.Listed listed = cases.list(inspector, signals.unsettled(inspector), all ? MAX_CASES : FIRST_CASES);
        List<Line> lines = listed.items().stream()
                .map(item -> new Line(
                        item.file(),
                        item.own(),
                        item.why().stream().map(this::why).toList()))
                .toList();
        return new Shown(lines, listed.more());
    }

    private String why(Why why) {
        return switch (why) {
            case Why.Observed observed -> shown.text("inspection.why.observed", formats.day(observed.at()));
            case Why.TermPassed passed -> shown.text("inspection.why.term-passed", formats.day(passed.until()));
            case Why.ToConfirm waits ->
                shown.text("inspection.why.to-confirm", formats.day(waits.at()), shown.inspector(waits.proposer()));
            case Why.Signalled found -> shown.text("inspection.why.signalled", formats.count(found.signals()));
            case Why.Joined joined -> shown.text("inspection.why.joined", joined.complaints());
        };
    }
}
