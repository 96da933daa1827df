package org.openbloctel.server.platform.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.openbloctel.registry.authority.power.AllPowers;
import org.openbloctel.registry.callfiles.certificate.CertificateExamination;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.callfiles.certificate.Issuer;
import org.openbloctel.registry.callfiles.scrubbing.ScrubFileRows;
import org.openbloctel.registry.callfiles.submission.FileExamination;
import org.openbloctel.registry.calls.campaign.KeptNumbers;
import org.openbloctel.registry.calls.consent.EvidenceExamination;
import org.openbloctel.registry.list.publication.ListExamination;
import org.openbloctel.registry.list.publication.RebuiltLists;
import org.openbloctel.registry.list.trace.Traces;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.CheckpointFolder;
import org.openbloctel.registry.platform.audit.Checkpoints;
import org.openbloctel.registry.platform.audit.PowerExamination;
import org.openbloctel.registry.platform.audit.PowerWatch;
import org.openbloctel.registry.platform.audit.TrailExamination;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Migrations;
import org.openbloctel.registry.platform.doctor.Defect;
import org.openbloctel.registry.platform.doctor.Defects;
import org.openbloctel.registry.platform.doctor.Examination;
import org.openbloctel.registry.platform.filevault.StoredFiles;
import org.openbloctel.registry.platform.outbox.OutboxExamination;
import org.openbloctel.registry.platform.retention.ErasureExamination;
import org.openbloctel.registry.platform.rotation.Rewrapping;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.server.platform.jobs.JobExamination;
import org.openbloctel.server.platform.mail.MailWriter;
import org.springframework.dao.DataAccessException;

/** Runs the checks of all features on one database and its folders. Writes nothing. For one thread. */
public final class Doctor {
    private final DataSource accounts;
    private final Database database;
    private final MasterKeys keys;
    private final Folders folders;
    private final InstantSource clock;
    private final AuditTrail trail;
    private final List<String> unnamed;

    /**
     * Where a server keeps its files.
     *
     * @param list of snapshots
     * @param submissions the encrypted files
     * @param evidence the files that prove consents
     * @param checkpoints of the audit trail
     */
    public record Folders(Path list, StoredFiles submissions, StoredFiles evidence, Path checkpoints) {}

    /**
     * A doctor for this database, over connections that only read.
     *
     * @param unnamed the settings, of those that name who runs the service, that are empty
     */
    public Doctor(
            DataSource accounts,
            DataSource list,
            MasterKeys keys,
            Folders folders,
            InstantSource clock,
            List<String> unnamed) {
        this.unnamed = List.copyOf(unnamed);
        this.accounts = accounts;
        this.database = new Database(accounts, list, keys);
        this.keys = keys;
        this.folders = folders;
        this.clock = clock;
        this.trail = AuditTrail.readOnly(database, keys, clock);
    }

    /**
     * Examines all.
     *
     * @param deep whether files are read whole; else their heads and ends are
     */
    public Report examine(boolean deep) {
        Defects defects = new Defects();
        Map<String, String> unchecked = new TreeMap<>();
        boolean known = run(new SchemaCheck(accounts), defects, unchecked)
                && defects.found().isEmpty();
        boolean used = !known || isUsed();
        for (Examination check : checks(deep, used)) {
            if (known) {
                run(check, defects, unchecked);
            } else {
                unchecked.put(check.name(), "schema");
            }
        }
        return new Report(used, defects.found(), defects.examined(), unchecked);
    }

    /** Whether a server has started on this database: it makes the key of the numbers, the seal of the audit trail and the folders. */
    private boolean isUsed() {
        try {
            return database.hasNumberKey() || trail.sealedAt().isPresent();
        } catch (DataAccessException e) {
            return true; // the checks say what cannot be read
        }
    }

    private List<Examination> checks(boolean deep, boolean used) {
        Certificates certificates = new Certificates(database, keys, trail, clock, new Issuer("", ""));
        Checkpoints checkpoints = new Checkpoints(
                database, trail, certificates.checkpointSigner(), new CheckpointFolder(folders.checkpoints()), clock);
        FileExamination.Others others = new FileExamination.Others(
                List.of(KeptNumbers.files(database), Traces.files(database)),
                List.of(KeptNumbers.index(database), Traces.index(database)),
                submission -> certificates.ofSubmission(submission).isPresent());
        List<Examination> checks = new ArrayList<>();
        checks.add(new KeyCheck(database, new Rewrapping(database, trail, keys)));
        checks.add(new TrailExamination(checkpoints, trail, clock));
        checks.add(new PowerExamination(
                new PowerWatch(database, trail, AllPowers.in(database), clock, unexplained -> {})));
        checks.add(new CertificateExamination(
                database, keys, certificates, digests(), new RebuiltLists(database, folders.list())::at));
        if (used || isThere(folders.submissions())) {
            checks.add(new FileExamination(database, clock, keys, folders.submissions(), others, deep));
        }
        if (used || isThere(folders.evidence())) {
            checks.add(new EvidenceExamination(database, clock, keys, folders.evidence()));
        }
        checks.add(new ListExamination(database, NumberingPlan.FRANCE, folders.list()));
        checks.add(new OutboxExamination(database, clock, MailWriter::knows));
        checks.add(new JobExamination(accounts, InstantSource.system()));
        checks.add(new ErasureExamination(database, InstantSource.system()));
        checks.add(new NamesCheck(unnamed));
        return checks;
    }

    private static boolean isThere(StoredFiles files) {
        try {
            return files.isThere();
        } catch (IOException e) {
            return true; // the check says what cannot be read
        }
    }

    private Function<UUID, List<String>> digests() {
        return ScrubFileRows.in(database)::digests;
    }

    /** False when it could not be made: nothing is known then. */
    @SuppressWarnings("IllegalCatch") // a fault that stops one check is reported, and the others are made
    private static boolean run(Examination check, Defects defects, Map<String, String> unchecked) {
        try {
            check.run(defects);
            return true;
        } catch (MasterKeys.LostKeyException e) {
            defects.add(Defect.KEY_LOST, check.name());
            return true;
        } catch (IOException | RuntimeException e) {
            unchecked.put(check.name(), reason(e));
            return false;
        }
    }

    /** The first line of the deepest cause: what PostgreSQL or the file system says. The driver leaves values out. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        for (Throwable next = cause.getCause(); next != null; next = next.getCause()) {
            cause = next;
        }
        return cause.toString().lines().findFirst().orElse("");
    }

    /** The schema is that of this version: else the other checks would read tables that they do not know. */
    private record SchemaCheck(DataSource accounts) implements Examination {
        @Override
        public String name() {
            return "schema";
        }

        @Override
        public void run(Defects defects) {
            Migrations.Differences differences = Migrations.differences(accounts);
            differences.missing().forEach(version -> defects.add(Defect.MIGRATION_MISSING, version));
            differences.unknown().forEach(version -> defects.add(Defect.MIGRATION_UNKNOWN, version));
            differences.altered().forEach(version -> defects.add(Defect.MIGRATION_ALTERED, version));
        }
    }

    /** The people who run the service and its legal notice are named. */
    private record NamesCheck(List<String> unnamed) implements Examination {
        @Override
        public String name() {
            return "names";
        }

        @Override
        public void run(Defects defects) {
            unnamed.forEach(setting -> defects.add(Defect.OPERATOR_UNNAMED, setting));
        }
    }

    /** The master keys open what they wrapped, the key of the numbers first. */
    private record KeyCheck(Database database, Rewrapping rewrapping) implements Examination {
        @Override
        public String name() {
            return "keys";
        }

        @Override
        public void run(Defects defects) {
            long lost = rewrapping.standing().lost();
            if (lost > 0) {
                defects.add(Defect.KEY_LOST, "keys", lost);
            }
            if (database.hasNumberKey()) {
                database.listNumbers();
            }
        }
    }

    /**
     * What the doctor found.
     *
     * @param used whether a server has ever started on the database
     * @param defects what is wrong, in the order of the codes
     * @param examined how many things of each kind were examined
     * @param unchecked the checks that could not be made, with the reason
     */
    public record Report(
            boolean used, List<Defects.Found> defects, Map<String, Long> examined, Map<String, String> unchecked) {
        /** All was examined, and nothing is wrong. */
        public static final int SOUND = 0;

        /** Something is wrong. */
        public static final int DEFECTS = 1;

        /** No defects found, but not everything could be examined. */
        public static final int UNCHECKED = 2;

        /** Copies the collections. */
        public Report {
            defects = List.copyOf(defects);
            examined = Map.copyOf(examined);
            unchecked = Map.copyOf(unchecked);
        }

        /** How the program ends. */
        public int exitCode() {
            if (!defects.isEmpty()) {
                return DEFECTS;
            }
            return unchecked.isEmpty() ? SOUND : UNCHECKED;
        }
    }
}
