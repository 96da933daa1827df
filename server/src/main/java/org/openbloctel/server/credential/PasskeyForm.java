package org.openbloctel.server.credential;

/** What a browser sends back of a passkey, and what its holder calls it. */
public final class PasskeyForm {
    private String name = "";
    private String answer = "";
    private String permit = "";

    /** For the form. */
    public String getName() {
        return name;
    }

    /** For the form. */
    public void setName(String name) {
        this.name = name;
    }

    /** For the form. */
    public String getAnswer() {
        return answer;
    }

    /** For the form. */
    public void setAnswer(String answer) {
        this.answer = answer;
    }

    /** For the form. */
    public String getPermit() {
        return permit;
    }

    /** For the form. */
    public void setPermit(String permit) {
        this.permit = permit;
    }
}
