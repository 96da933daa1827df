package org.openbloctel.server.sftp;

/** A public key, as pasted. */
public final class SftpKeyForm {
    private String name = "";
    private String line = "";

    /** For the form. */
    public String getName() {
        return name;
    }

    /** For the form. */
    public void setName(String name) {
        this.name = name;
    }

    /** For the form. */
    public String getLine() {
        return line;
    }

    /** For the form. */
    public void setLine(String line) {
        this.line = line;
    }
}
