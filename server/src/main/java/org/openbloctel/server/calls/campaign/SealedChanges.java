package org.openbloctel.server.calls.campaign;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.openbloctel.registry.accounts.company.SealingKeys;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.platform.filevault.Seal;
import org.openbloctel.server.platform.pages.FileDownload;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Seals what is told of a campaign's kept numbers, where its readers have their results sealed. Thread-safe. */
@Component
record SealedChanges(Campaigns campaigns, SealingKeys keys) {
    /**
     * An answer, sealed; empty where no reader has a key.
     *
     * @param name what the file inside is called
     */
    Optional<ResponseEntity<byte[]>> of(UUID reader, UUID campaign, String name, byte[] content) {
        List<UUID> readers = Stream.concat(Stream.of(reader), campaigns.any(campaign).map(Campaign::principal).stream())
                .toList();
        List<String> recipients = keys.recipients(readers);
        if (recipients.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, FileDownload.disposition(name + Seal.ENDING))
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(sealed(new Seal(recipients), content)));
    }

    private static byte[] sealed(Seal seal, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = seal.to(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
