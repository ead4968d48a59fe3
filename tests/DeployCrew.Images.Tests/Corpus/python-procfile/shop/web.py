def make_app():
    pass
