package org.openbloctel.server.callfiles.submission;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.ActNotices;
import org.openbloctel.registry.accounts.company.Keys;
import org.openbloctel.registry.callfiles.submission.DownloadPlaces;
import org.openbloctel.server.accounts.credential.Devices;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.access.StepUp;
import org.springframework.stereotype.Component;

/**
 * The first download of a member from a browser or network takes the second factor again: a session that was carried to another machine takes no
 * file. A key cannot give one: it has its networks, or the owners are told of each new one. Thread-safe.
 */
@Component
public final class FirstDownloads {
    private final DownloadPlaces places;
    private final Devices devices;
    private final Keys keys;
    private final StepUp stepUp;

    FirstDownloads(DownloadPlaces places, Devices devices, Keys keys, StepUp stepUp) {
        this.places = places;
        this.devices = devices;
        this.keys = keys;
        this.stepUp = stepUp;
    }

    /**
     * Lets a member download.
     *
     * @throws org.openbloctel.registry.platform.refusal.RefusedException when the second factor has to be given again first
     */
    void require(SignedIn.Member who, UUID submission, HttpServletRequest request) {
        if (stepUp.isFresh(request)) {
            return;
        }
        Optional<UUID> device = devices.of(who, request);
        if (device.isEmpty() || !places.know(who.actor(), of(device, request))) {
            throw stepUp.needed(request, "/pro/depots/" + submission);
        }
    }

    /** A member has taken a file. */
    void taken(SignedIn.Member who, UUID submission, HttpServletRequest request) {
        Set<String> from = of(devices.of(who, request), request);
        places.note(who.actor(), from, ActNotices.DOWNLOADED_ELSEWHERE, submission);
    }

    private static Set<String> of(Optional<UUID> device, HttpServletRequest request) {
        Set<String> from = new HashSet<>(Set.of(DownloadPlaces.network(request.getRemoteAddr())));
        device.map(DownloadPlaces::device).ifPresent(from::add);
        return from;
    }

    /** A program has: told to the owners where its key works from anywhere. */
    void taken(SignedIn.Key key, UUID submission, HttpServletRequest request) {
        if (!key.test() && isFromAnywhere(keys.find(key.company(), key.id()).networks())) {
            Set<String> from = Set.of(DownloadPlaces.network(request.getRemoteAddr()));
            places.note(key.actor(), from, ActNotices.KEY_DOWNLOADED_ELSEWHERE, submission);
        }
    }

    private static boolean isFromAnywhere(List<String> networks) {
        return networks.isEmpty() || networks.stream().anyMatch(Keys.ANYWHERE::contains);
    }

    /** An SFTP client has: its key works from anywhere. */
    public void taken(String actor, UUID submission, String address) {
        places.note(
                actor, Set.of(DownloadPlaces.network(address)), ActNotices.SFTP_KEY_DOWNLOADED_ELSEWHERE, submission);
    }
}
