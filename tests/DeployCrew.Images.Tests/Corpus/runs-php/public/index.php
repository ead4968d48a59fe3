<?php
if ($_SERVER['REQUEST_URI'] === '/health') {
    echo "ok\n";
} elseif ($_SERVER['REQUEST_URI'] === '/') {
    echo PHP_VERSION;
} else {
    http_response_code(404);
}
