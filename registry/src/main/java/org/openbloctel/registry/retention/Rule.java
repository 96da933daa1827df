package org.openbloctel.registry.retention;

import java.util.List;

/**
 * What is kept of one kind of data. What, why and until when stand in the bundles under the rule's id, for people; the articles
 * and the job here, for auditors.
 *
 * @param id permanent, and the key of its texts
 * @param stores the tables ({@code accounts.consumer}) and the files in the data folder ({@code file:list/}) that hold it
 * @param basis the articles and decisions that it stands on
 * @param end how it ends
 */
public record Rule(String id, List<String> stores, String basis, End end) {
    /** Copies the list. */
    public Rule {
        stores = List.copyOf(stores);
    }

    /** How data end. */
    public sealed interface End {
        /** Erased by a recurring job, which leaves a record of each run. */
        record ByJob(String job) implements End {}

        /** Erased by what writes it, as soon as it is not needed: no job waits for it. */
        record AtOnce() implements End {}

        /** Stays as long as the service runs: nobody is named in it, or only keys and counters are. */
        record WithTheService() implements End {}
    }
}
