package parley.gateway.rest;

import java.util.List;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.account.Device;
import parley.core.account.Devices;
import parley.core.id.DeviceId;
import parley.core.id.PublicIds;
import parley.gateway.http.Call;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.Access;
import parley.gateway.http.Route.RouteDoc;
import parley.protocol.Part;
import parley.protocol.Times;

/// `/v1/devices`: where this user is signed in.
public final class DeviceRoutes {
    private final Devices devices;
    private final PublicIds ids;

    public DeviceRoutes(Devices devices, PublicIds ids) {
        this.devices = devices;
        this.ids = ids;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        "GET",
                        "/v1/devices",
                        Access.TOKEN,
                        RouteDoc.of("devices", "The devices that are signed in", 200)
                                .answer("Device[]"),
                        this::list),
                new Route(
                        "DELETE",
                        "/v1/devices/{id}",
                        Access.TOKEN,
                        RouteDoc.of("devices", "Signs a device out at once", 204)
                                .refuses(RefusalCode.NOT_FOUND),
                        this::signOut));
    }

    private Response list(Call call) {
        var current = call.claims().device();
        var items =
                devices.list(call.user()).stream()
                        .<Part>map(device ->
                                out ->
                                        out.put("id", ids.text(device.id()))
                                                .put("name", device.name())
                                                .put("createdAt", Times.text(device.createdAt()))
                                                .put("lastSeenAt", Times.text(device.lastUsedAt()))
                                                .put("current", isCurrent(device, current)))
                        .toList();
        return Response.ok(out -> out.list("items", items).putOrNull("next", null));
    }

    private static boolean isCurrent(Device device, DeviceId current) {
        return device.id().equals(current);
    }

    private Response signOut(Call call) {
        devices.signOut(call.user(), ids.device(call.path("id")).orElseThrow(Refusal::notFound));
        return Response.nothing();
    }
}
