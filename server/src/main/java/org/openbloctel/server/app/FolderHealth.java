package org.openbloctel.server.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;
import org.openbloctel.registry.platform.filevault.DiskRoom;
import org.openbloctel.registry.platform.filevault.RoomState;
import org.openbloctel.server.platform.jobs.JobsHealth;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Names the folders that are full or take no file. A server with a full disk still answers look-ups and returns files, so this is no
 * part of readiness.
 */
@Component("foldersHealthIndicator")
final class FolderHealth extends AbstractHealthIndicator implements MeterBinder {
    private final List<DiskRoom> folders;

    FolderHealth(List<DiskRoom> folders) {
        super("the folders cannot be looked at");
        this.folders = List.copyOf(folders);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (DiskRoom folder : folders) {
            Gauge.builder("openbloctel.folder.free", folder, DiskRoom::usable)
                    .description("The room on the disk of a folder")
                    .baseUnit("bytes")
                    .tag("folder", folder.name())
                    .register(registry);
            Gauge.builder("openbloctel.folder.refusing", folder, room -> room.state() == RoomState.ENOUGH ? 0 : 1)
                    .description("1 while the folder takes no file, because it is full or cannot be written")
                    .tag("folder", folder.name())
                    .register(registry);
        }
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.status(Status.UP);
        for (DiskRoom folder : folders) {
            RoomState state = folder.state();
            if (state != RoomState.ENOUGH) {
                health.status(JobsHealth.FAILING);
            }
            health.withDetail(folder.name(), state.name().toLowerCase(Locale.ROOT));
        }
    }
}
