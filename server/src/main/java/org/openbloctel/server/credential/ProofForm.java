package org.openbloctel.server.credential;

import org.openbloctel.registry.credential.Proof;

/** A proof of the second factor: a code as typed, or the answer of a passkey. */
public final class ProofForm {
    private String code = "";
    private String answer = "";

    /** For the form. */
    public String getCode() {
        return code;
    }

    /** For the form. */
    public void setCode(String code) {
        this.code = code;
    }

    /** For the form. */
    public String getAnswer() {
        return answer;
    }

    /** For the form. */
    public void setAnswer(String answer) {
        this.answer = answer;
    }

    /** What it proves with, taken out of the form: it is good once. */
    Proof take(String session) {
        Proof proof = answer.isEmpty() ? new Proof.Code(code) : new Proof.Answer(session, answer);
        code = "";
        answer = "";
        return proof;
    }
}
