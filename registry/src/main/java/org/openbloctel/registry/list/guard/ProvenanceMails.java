package org.openbloctel.registry.list.guard;

import java.util.Map;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.CompanyAlarms;

/** Writes to the operator's people that an owner said where numbers come from: they read it on the page that the mail leads to. */
public final class ProvenanceMails implements Provenance.Alarm {
    private final CompanyAlarms mails;

    /** Sends through these mails. */
    public ProvenanceMails(CompanyAlarms mails) {
        this.mails = mails;
    }

    @Override
    public void said(UUID company, Provenance.About about) {
        mails.toStaff(
                company,
                switch (about) {
                    case FILE -> "guard/provenance-of-file";
                    case STOP -> "guard/provenance-of-stop";
                },
                Map.of("id", company.toString()));
    }
}
