package org.openbloctel.registry.callfiles.scrubbing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.UUID;
import org.openbloctel.registry.platform.filevault.StorageOutput;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** A submission's place in the vault. */
final class InVault implements Scrubber.Place {
    private final Vault vault;
    private final ScrubTask.Attempt attempt;
    private final UUID id;
    private final byte[] key;

    InVault(Vault vault, ScrubTask.Attempt attempt, MasterKeys master) {
        this.vault = vault;
        this.attempt = attempt;
        this.id = attempt.id();
        this.key = attempt.key().open(id, master);
    }

    @Override
    public InputStream sent() throws IOException {
        return vault.open(id, attempt.inputs(), key);
    }

    @Override
    public boolean isOfOnePiece() {
        return attempt.inputs().size() == 1;
    }

    @Override
    public OutputStream create(String name) throws IOException {
        return StorageOutput.open(vault.room(), () -> {
            vault.delete(id, name);
            return vault.create(id, name, key);
        });
    }
}
