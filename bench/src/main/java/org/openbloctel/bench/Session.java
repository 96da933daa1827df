package org.openbloctel.bench;

import org.openbloctel.bench.data.CallSpec;
import org.openbloctel.bench.data.Country;
import org.openbloctel.bench.data.DataStore;
import org.openbloctel.bench.data.ListSpec;
import org.openbloctel.bench.data.Style;
import org.openbloctel.bench.process.Meter;

/** What the parts of one run share. */
record Session(
        Options options,
        Workspace workspace,
        DataStore data,
        Meter meter,
        Bloctel bloctel,
        BenchReport findings,
        PeakMemory peaks) {

    /** Every program may use all cores, so that wall times compare. */
    static final int CORES = Runtime.getRuntime().availableProcessors();

    private static final long LIST_SEED = 20_260_811;
    private static final long CALLS_SEED = 7_041_776;

    ListSpec french() {
        return new ListSpec(Country.FR, options.list(), LIST_SEED);
    }

    ListSpec american() {
        return new ListSpec(Country.NA, options.usList(), LIST_SEED);
    }

    CallSpec calls(ListSpec list, Style style, long rows) {
        return new CallSpec(list, style, rows, CALLS_SEED + rows);
    }

    Race race() {
        return new Race(workspace, meter, findings);
    }
}
