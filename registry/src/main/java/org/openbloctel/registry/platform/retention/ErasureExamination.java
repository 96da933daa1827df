package org.openbloctel.registry.platform.retention;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.doctor.Defect;
import org.openbloctel.registry.platform.doctor.Defects;
import org.openbloctel.registry.platform.doctor.Examination;

/** Erasing, as the doctor examines it: no job waits for a person, and this machine's clock is the database's. */
public final class ErasureExamination implements Examination {
    private final ErasureStopRows rows;
    private final Database database;
    private final InstantSource machine;

    /** Over a database, whose clock is compared with the machine's. */
    public ErasureExamination(Database database, InstantSource machine) {
        this.rows = database.rows(ErasureStopRows.class);
        this.database = database;
        this.machine = machine;
    }

    @Override
    public String name() {
        return "erasing";
    }

    @Override
    public void run(Defects defects) {
        for (ErasureGate.ErasureStop stop : rows.waiting()) {
            if (stop.reason() != ErasureGate.ErasureStop.Reason.DIFFERS) {
                defects.add(Defect.ERASING_STOPPED, stop.job());
            }
        }
        Duration ahead = Duration.between(database.time(), machine.instant());
        if (ahead.abs().compareTo(ErasureGate.MAX_DIFFERENCE) > 0) {
            defects.add(
                    Defect.CLOCK_DIFFERS, ahead.truncatedTo(ChronoUnit.SECONDS).toString());
        }
    }
}
