SELECT id FROM app_log
