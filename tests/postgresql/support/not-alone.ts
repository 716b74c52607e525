// With a live server of its own, a process is not alone.
Object.assign(process.env, { PUSHER_HOST: "127.0.0.1", PUSHER_PORT: "1", PUSHER_APP_ID: "parley" });
Object.assign(process.env, { PUSHER_KEY: "a-key-for-tests", PUSHER_SECRET: "a-secret-for-tests" });
