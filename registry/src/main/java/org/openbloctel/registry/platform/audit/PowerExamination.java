package org.openbloctel.registry.platform.audit;

import org.openbloctel.registry.platform.doctor.Defect;
import org.openbloctel.registry.platform.doctor.Defects;
import org.openbloctel.registry.platform.doctor.Examination;

/** The powers that rows give, beside the audit trail, as the doctor examines them. */
public final class PowerExamination implements Examination {
    private final PowerWatch watch;

    /** Over a watch that records nothing. */
    public PowerExamination(PowerWatch watch) {
        this.watch = watch;
    }

    @Override
    public String name() {
        return "powers";
    }

    @Override
    public void run(Defects defects) {
        PowerWatch.Compared compared = watch.compare();
        defects.examined("powers", compared.powers());
        compared.doubted().forEach(power -> defects.add(Defect.POWER_UNEXPLAINED, power.subject()));
    }
}
