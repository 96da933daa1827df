package org.openbloctel.registry.refusal;

/** Refusals about submitted call files. Codes BT-04xx. */
public sealed interface SubmissionRefusal extends Refusal {
    /** The company has no submission of this id. */
    @Code("BT-0401")
    record UnknownSubmission() implements SubmissionRefusal {}
}
