package org.openbloctel.server.consumer;

/** Whether somebody is sure. */
public final class EraseForm {
    private boolean sure;

    /** For the form. */
    public boolean isSure() {
        return sure;
    }

    /** For the form. */
    public void setSure(boolean sure) {
        this.sure = sure;
    }
}
