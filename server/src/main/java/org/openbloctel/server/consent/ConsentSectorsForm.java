package org.openbloctel.server.consent;

import java.util.List;

/** The sectors that a consent of before was asked for, as a member ticks them. */
public final class ConsentSectorsForm {
    private List<String> sectors = List.of();
    private boolean asked;

    /** For the form. */
    public List<String> getSectors() {
        return sectors;
    }

    /** For the form. */
    public void setSectors(List<String> sectors) {
        this.sectors = List.copyOf(sectors);
    }

    /** Whether the member gives their word; nobody ticks it before. */
    public boolean isAsked() {
        return asked;
    }

    /** For the form. */
    public void setAsked(boolean asked) {
        this.asked = asked;
    }
}
